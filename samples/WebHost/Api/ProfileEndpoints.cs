using WebHost.Settings;

namespace WebHost.Api;

/// <summary>What a job can be made of: profiles, parts, settings.</summary>
internal static class ProfileEndpoints
{
    private const string ProfilesSection = "RuVectorTraining:Profiles";
    private const string TypeKey = ":Type";

    public static void MapProfiles(this RouteGroupBuilder api) =>
        api.MapGet("/profiles", static (IConfiguration configuration, WebHostOptions options) => new ProfilesView(
            [.. configuration.GetSection(ProfilesSection).GetChildren().Select(static profile => profile.Key)],
            options.AllowedOverrides.Where(static allowed => allowed.Key.EndsWith(TypeKey, StringComparison.Ordinal))
                .ToDictionary(static allowed => allowed.Key[..^TypeKey.Length], static allowed => (IReadOnlyList<string>)allowed.Values),
            [.. options.AllowedOverrides.Select(static allowed => allowed.Key)])).WithSummary("What a job can be made of");
}
