namespace RuVector.Training.DependencyInjection.Tests;

/// <summary>Every slot against every way to get a name wrong.</summary>
[TestFixture]
public sealed class TypeNameTests
{
    private static readonly (string Slot, string Name, string Known)[] _registry =
    [
        ("Loss", "Margin", "CosineMargin, Margin"), ("Optimizer", "Decay", "Decay, Plain"), ("Scheduler", "Warmup", "Warmup"),
        ("Temperature", "Warmup", "Warmup"), ("Curriculum", "Stages", "Stages"), ("Miner", "Nearest", "Nearest"),
    ];

    public static IEnumerable<TestCaseData> Mistakes() =>
        from entry in _registry
        from mistake in new (string Kind, string Text, bool HasHint)[]
        {
            ("Left out", entry.Name[..^1], true),
            ("Doubled", entry.Name + entry.Name[^1], true),
            ("Swapped", $"{entry.Name[0]}{entry.Name[2]}{entry.Name[1]}{entry.Name[3..]}", true),
            ("Space before", $" {entry.Name}", true),
            ("Space after", $"{entry.Name} ", true),
            ("No-break space", $"{entry.Name}\u00A0", true),
            ("Look-alike letter", entry.Name.Replace('a', '\u0430'), true),
            ("Full-width letter", $"{(char)(entry.Name[0] + 0xFEE0)}{entry.Name[1..]}", true),
            ("Line break", $"{entry.Name}\n", true),
            ("Empty", "", false),
            ("Blank", " ", false),
            ("Other", "Quaternion", false),
        }
        select new TestCaseData(entry.Slot, mistake.Text, entry.Known, mistake.HasHint ? entry.Name : null).SetArgDisplayNames(entry.Slot, mistake.Kind);

    public static IEnumerable<TestCaseData> Cases() =>
        from entry in _registry
        from name in new[] { entry.Name, entry.Name.ToLowerInvariant(), entry.Name.ToUpperInvariant() }
        select new TestCaseData(entry.Slot, name);

    [TestCaseSource(nameof(Mistakes))]
    public void Start_WrongName_IsRefusedWithTheNearestFirst(string slot, string name, string known, string? nearest)
    {
        string shown = string.Concat(name.Select(static c => c is >= ' ' and <= '~' ? $"{c}" : $"\\u{(int)c:X4}"));
        string hint = nearest is null ? "" : $" Did you mean '{nearest}'?";

        TestHost.ProblemsOf([.. TestHost.Valid.Where(s => s.Key != $"{slot}:Type"), ($"{slot}:Type", name)])
            .ShouldBe([$"RuVectorTraining:{slot}:Type: '{shown}' is not known.{hint} Known: {known}."]);
    }

    [TestCaseSource(nameof(Cases))]
    public void Start_NameInAnyCase_IsAccepted(string slot, string name) =>
        TestHost.ProblemsOf([.. TestHost.Valid.Where(s => s.Key != $"{slot}:Type"), ($"{slot}:Type", name)]).ShouldBeEmpty();
}
