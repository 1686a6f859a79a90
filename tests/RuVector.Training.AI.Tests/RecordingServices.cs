using Microsoft.Extensions.Logging;

namespace RuVector.Training.AI.Tests;

/// <summary>Services of a host in miniature: a log that keeps its events, and a clock that stands still.</summary>
internal sealed class RecordingServices : TimeProvider, IServiceProvider, ILoggerFactory, ILogger
{
    public List<(int Id, LogLevel Level, string Text, Exception? Exception)> Events { get; } = [];

    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;

    public object? GetService(Type serviceType) => serviceType == typeof(ILoggerFactory) || serviceType == typeof(TimeProvider) ? this : null;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (Events)
        {
            Events.Add((eventId.Id, logLevel, formatter(state, exception), exception));
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Expected no provider.");

    public void Dispose()
    {
    }
}
