using System.Globalization;
using System.Text.Json;

namespace WebHost.Tests;

/// <summary>An event that the server sent.</summary>
internal sealed record ServerEvent(string Name, long? Id, JsonElement Data);

/// <summary>Reads server-sent events, strictly.</summary>
internal sealed class EventReader(HttpResponseMessage response, StreamReader lines) : IAsyncDisposable
{
    /// <summary>Reads the next event; <see langword="null"/> at the end.</summary>
    public async Task<ServerEvent?> ReadAsync()
    {
        (string name, long? id, string? data) = ("", null, null);
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                if (data is not null)
                {
                    return new ServerEvent(name, id, JsonDocument.Parse(data).RootElement);
                }

                continue;
            }

            string[] field = line.Split(": ", 2);
            switch (field[0])
            {
                case "event":
                    name = field[1];
                    break;
                case "id":
                    id = long.Parse(field[1], CultureInfo.InvariantCulture);
                    break;
                case "data":
                    data = field[1];
                    break;
                default:
                    line.ShouldStartWith(":");
                    break;
            }
        }

        return null;
    }

    /// <summary>Reads up to a comment.</summary>
    public async Task ReadCommentAsync()
    {
        while (await lines.ReadLineAsync() is { } line && !line.StartsWith(':'))
        {
        }
    }

    public async Task<IReadOnlyList<ServerEvent>> ToEndAsync()
    {
        List<ServerEvent> events = [];
        while (await ReadAsync() is { } next)
        {
            events.Add(next);
        }

        return events;
    }

    public ValueTask DisposeAsync()
    {
        lines.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
