using System.Text.RegularExpressions;

namespace RuVector.Training;

/// <summary>Turns what a validator says into key path, value and what is expected.</summary>
/// <remarks>
/// A generated validator says <c>Margin: The field NAME.Stages[1].Margin must be between 0 and 1.</c>, where NAME is the name of the options, or their type when the name is empty.
/// A hand-written one says <c>Property Margin: TEXT</c> or <c>Property Stages:1:Margin: TEXT</c> with <see cref="Microsoft.Extensions.Options.ValidateOptionsResultBuilder.AddError"/>.
/// All else is about the section.
/// </remarks>
internal sealed partial class FailureText(ProfileSettings settings, string path, object options)
{
    public string Of(string failure)
    {
        Match match = MemberAndText().Match(failure);
        string member = match.Groups["member"].Value;
        string text = match.Groups["text"].Value;
        string name = $"{(settings.Profile.Length == 0 ? options.GetType().Name : settings.Profile)}.";
        Match display = Regex.Match(text, $@"(?<!\S){Regex.Escape(name)}(?<keys>([\w\[\]]+\.)*{member})(?!\w)");
        if (match.Success && display.Success)
        {
            return OfAttribute(display.Groups["keys"].Value.Replace('[', '.').Replace("]", "", StringComparison.Ordinal).Split('.'), text.Replace(name, "", StringComparison.Ordinal));
        }

        return match.Success && OptionPlace.Of(options.GetType(), member.Split(':')).Type is not null
            ? $"{settings.FullPathOf($"{path}:{member}")}: {text}"
            : $"{settings.FullPathOf(path)}: {failure}";
    }

    [GeneratedRegex(@"^(Property )?(?<member>\w+(:[^:\s][^:]*)*): (?<text>.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex MemberAndText();

    private string OfAttribute(string[] keys, string text)
    {
        string key = $"{path}:{string.Join(':', keys)}";
        OptionPlace place = OptionPlace.Of(options.GetType(), keys, options);
        string? value = settings.ValueOf(key) ?? place.Text;
        string got = value is null ? "" : $" Got {Names.Quote(value)}.";
        return $"{settings.FullPathOf(key)}: {(value is null ? null : place.RefuseByRange(value)) ?? text + got}";
    }
}
