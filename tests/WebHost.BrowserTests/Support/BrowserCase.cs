using Microsoft.Playwright;

namespace WebHost.BrowserTests.Support;

/// <summary>One thing that the page does, as its users see it.</summary>
internal sealed record BrowserCase(string Name, Func<Visit, Task> Run)
{
    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 900;

    public ColorScheme Scheme { get; init; } = ColorScheme.Light;

    public ReducedMotion Motion { get; init; } = ReducedMotion.NoPreference;

    /// <summary>Gets a value indicating whether the server refuses requests on purpose, which browsers write to the console.</summary>
    public bool ExpectsRefusals { get; init; }

    /// <summary>Gets a value indicating whether the case starts servers of its own and opens its page itself.</summary>
    public bool HasOwnServer { get; init; }
}
