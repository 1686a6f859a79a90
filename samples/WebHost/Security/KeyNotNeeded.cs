namespace WebHost.Security;

/// <summary>Marks an endpoint that anyone may ask.</summary>
internal sealed class KeyNotNeeded
{
    public static KeyNotNeeded Instance { get; } = new();
}
