using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WebHost.Tests;

/// <summary>Keeps what is logged as an error, whoever says it.</summary>
internal sealed class RecordedErrors : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _texts = [];
    private string? _expected;

    public IReadOnlyList<string> Texts => [.. _texts.Where(text => _expected is null || !text.Contains(_expected, StringComparison.Ordinal))];

    /// <summary>Leaves out errors that a test provokes.</summary>
    public void Expect(string text) => _expected = text;

    public ILogger CreateLogger(string categoryName) => new Log(categoryName, _texts);

    public void Dispose()
    {
    }

    private sealed class Log(string category, ConcurrentQueue<string> texts) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                texts.Enqueue($"{category}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
