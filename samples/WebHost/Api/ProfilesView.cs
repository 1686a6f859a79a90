namespace WebHost.Api;

/// <summary>What a job can be made of.</summary>
/// <param name="Profiles">Names of the profiles of the configuration.</param>
/// <param name="Parts">Names of the components to choose from, by slot.</param>
/// <param name="Overrides">Paths of all settings that a job may change; <c>*</c> stands for one name.</param>
internal sealed record ProfilesView(IReadOnlyList<string> Profiles, IReadOnlyDictionary<string, IReadOnlyList<string>> Parts, IReadOnlyList<string> Overrides);
