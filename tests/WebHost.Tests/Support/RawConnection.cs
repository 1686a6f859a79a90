using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace WebHost.Tests;

/// <summary>A connection on which bytes are sent as they are.</summary>
internal sealed partial class RawConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    public RawConnection(Uri server)
    {
        _client = new TcpClient(server.Host, server.Port);
        _stream = _client.GetStream();
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Says that nothing more is sent.</summary>
    public void EndSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Reads until an answer has its headers, or the server closes.</summary>
    public Task<string> ReadHeadersAsync() => ReadAsync(static text => text.Contains("\r\n\r\n", StringComparison.Ordinal));

    /// <summary>Reads a whole answer, or what comes before the server closes.</summary>
    public Task<string> ReadAnswerAsync() => ReadAsync(IsWhole);

    /// <summary>Reads until the server closes.</summary>
    public Task<string> ReadToEndAsync() => ReadAsync(static _ => false);

    public void Dispose() => _client.Dispose();

    private static bool IsWhole(string text)
    {
        int head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return head >= 0 && !text.StartsWith("HTTP/1.1 100 ", StringComparison.Ordinal)
            && (Length().Match(text, 0, head) is { Success: true } length ? text.Length >= head + 4 + int.Parse(length.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : text.EndsWith("0\r\n\r\n", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\r\nContent-Length: (\d+)")]
    private static partial Regex Length();

    private async Task<string> ReadAsync(Func<string, bool> isEnough)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[4096];
        try
        {
            while (!isEnough(text.ToString()) && await _stream.ReadAsync(buffer) is > 0 and int read)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The server closed while bytes that it did not want were on their way.
        }

        return text.ToString();
    }
}
