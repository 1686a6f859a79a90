using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace RuVector.Training.Tests.Hosts;

/// <summary>Every setting of every component and section against the ways to write it wrongly: all are told when the host starts, each with its key path, the value and what is legal.</summary>
[TestFixture]
public sealed class SettingMistakeTests
{
    private const string TooLow = "-1000000";

    public static IEnumerable<TestCaseData> Places() => Selectables.Places.Where(static place => Scalars(place.Options).Any()).Select(static place => new TestCaseData(place.Path, place.Options).SetArgDisplayNames(place.Path));

    [TestCaseSource(nameof(Places))]
    public void Start_OneLetterTooManyInAKey_IsToldWithTheNearestAndAllKnownKeys(string path, Type options)
    {
        foreach (string key in Scalars(options).Select(static setting => setting.Name))
        {
            string problem = TrainingHost.ProblemsOf([.. Selectables.RunWith(path), ($"{path}:{key}x", "1")]).ShouldHaveSingleItem();

            problem.ShouldStartWith($"RuVectorTraining:{path}:{key}x: '{key}x' is not known. Did you mean '");
            foreach (string name in options.GetProperties().Where(static property => property.CanWrite || !property.PropertyType.IsValueType).Select(static property => property.Name))
            {
                problem[problem.IndexOf("Known: ", StringComparison.Ordinal)..].ShouldContain(name);
            }
        }
    }

    [TestCaseSource(nameof(Places))]
    public void Start_TextThatIsNoValue_IsToldForEverySetting(string path, Type options)
    {
        foreach (string text in new[] { "NaN", "-Infinity", "0,5", "1.5.0", "few" })
        {
            (string Name, Type Type)[] settings = [.. Scalars(options)];

            IReadOnlyList<string> problems = TrainingHost.ProblemsOf([.. Selectables.RunWith(path), .. settings.Select(setting => ($"{path}:{setting.Name}", text))]);

            foreach ((string name, Type type) in settings)
            {
                string problem = problems.Where(problem => problem.StartsWith($"RuVectorTraining:{path}:{name}: ", StringComparison.Ordinal)).ShouldHaveSingleItem();
                problem.ShouldStartWith($"RuVectorTraining:{path}:{name}: {Expected(options.GetProperty(name)!, type, text)}, but got '{text}'.");
            }
        }
    }

    [TestCaseSource(nameof(Places))]
    public void Start_NumberFarTooLow_IsRefusedForEverySettingThatHasABound(string path, Type options)
    {
        foreach (string name in Numbers(options).Where(name => !TakesAnyNumber(options.GetProperty(name)!)))
        {
            ProblemsAt(path, [name], TooLow).ShouldContain(problem => problem.StartsWith($"RuVectorTraining:{path}:{name}: ", StringComparison.Ordinal), $"{name} = {TooLow}");
        }
    }

    [TestCaseSource(nameof(Places))]
    public void Start_NumbersOutOfRange_AreToldWithTheirRanges(string path, Type options)
    {
        string[] numbers = [.. Numbers(options)];
        foreach (string probe in new[] { TooLow, "-1", "0", "2", "1000000", "2000000000" })
        {
            string single = Regex.Escape(float.Parse(probe, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
            ProblemsAt(path, numbers, probe).ShouldAllBe(problem => Regex.IsMatch(
                problem,
                $@"^RuVectorTraining:{path}:({string.Join('|', numbers)}): Expected (.* in [\[(]\S+, \S+[\])]|.* or more|.*(above|at most|greater than|below|less than) .*|a whole number \(\w+\)), but got ('{probe}'|{probe}|{single})( \* \S+)?\."));
        }
    }

    private static IEnumerable<string> ProblemsAt(string path, string[] numbers, string value) =>
        TrainingHost.ProblemsOf([.. Selectables.RunWith(path), .. numbers.Select(name => ($"{path}:{name}", value))]).Where(problem => problem.StartsWith($"RuVectorTraining:{path}:", StringComparison.Ordinal));

    private static IEnumerable<string> Numbers(Type options) => Scalars(options).Where(static setting => !setting.Type.IsEnum && setting.Type != typeof(bool)).Select(static setting => setting.Name);

    /// <summary>Gets the settings that are one value each.</summary>
    private static IEnumerable<(string Name, Type Type)> Scalars(Type options) =>
        from property in options.GetProperties()
        let type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
        where property.CanWrite && type.IsValueType
        select (property.Name, type);

    private static string Expected(PropertyInfo setting, Type type, string text) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => $"Expected one of {string.Join(", ", NamesOf(setting, type).Order(StringComparer.OrdinalIgnoreCase))}",
        TypeCode.Single or TypeCode.Double when text is "NaN" or "-Infinity" => "Expected a finite number",
        TypeCode.Single or TypeCode.Double => $"Expected a number ({type.Name})",
        TypeCode.Boolean => "Expected true or false",
        _ => $"Expected a whole number ({type.Name})",
    };

    private static IEnumerable<string> NamesOf(PropertyInfo setting, Type type) =>
        setting.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed ? allowed.Values.Select(static value => $"{value}") : Enum.GetNames(type);

    private static bool TakesAnyNumber(PropertyInfo setting) =>
        setting.GetCustomAttributes<ValidationAttribute>().Any(static attribute => attribute.GetType().Name == "FiniteAttribute")
        || setting.GetCustomAttribute<System.ComponentModel.DataAnnotations.RangeAttribute>() is { Minimum: double.MinValue or (double)float.MinValue, Maximum: double.MaxValue or (double)float.MaxValue };
}
