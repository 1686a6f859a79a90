using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RuVector.Training.Adapters;

namespace RuVector.Training.Tests.Hosts;

/// <summary>Every name of every slot against the ways to select it wrongly, in a whole host.</summary>
[TestFixture]
public sealed class SelectionMistakeTests
{
    public static IEnumerable<TestCaseData> Names() => Selectables.All.Select(static part => new TestCaseData(part.Slot, part.Name).SetArgDisplayNames(part.Slot, part.Name));

    public static IEnumerable<TestCaseData> NamesAndAdapters() => Names().Concat(AdapterFactory.Types.Select(static name => new TestCaseData("Adapter", name).SetArgDisplayNames("Adapter", name)));

    public static IEnumerable<string> SectionNames() => Selectables.Sections.Select(static section => section.Name);

    public static IEnumerable<TestCaseData> Slots() => Slot.All.Select(static slot => new TestCaseData(slot.Name, slot.IsRequired).SetArgDisplayNames(slot.Name));

    [TestCaseSource(nameof(NamesAndAdapters))]
    public void Start_OneLetterTooMany_IsRefusedWithTheKnownNames(string slot, string name)
    {
        string problem = TrainingHost.ProblemsOf([.. Selectables.RunWith(slot, name), ($"{slot}:Type", $"{name}x")]).ShouldHaveSingleItem();

        problem.ShouldStartWith($"RuVectorTraining:{slot}:Type: ");
        problem.ShouldContain($"'{name}x'");
        problem.ShouldContain(string.Join(", ", Selectables.NamesOf(slot).Order(StringComparer.OrdinalIgnoreCase)));
        problem.ShouldContain(" Did you mean '");
    }

    [TestCaseSource(nameof(NamesAndAdapters))]
    public void Start_NameInAnotherCase_IsAccepted(string slot, string name)
    {
        foreach (string typed in new[] { name.ToLowerInvariant(), name.ToUpperInvariant() })
        {
            TrainingRun run = TrainingHost.StartRun([.. Selectables.RunWith(slot, name), ($"{slot}:Type", typed)]);
            string selected = slot == "Adapter" ? AdapterFactory.Create(run.Settings<AdapterOptions>(), 64).GetType().Name : run.Selected[slot];
            selected.ShouldStartWith(name);
        }
    }

    [TestCaseSource(nameof(Names))]
    public void AddComponent_NameThatIsTaken_IsRefusedNamingBoth(string slot, string name)
    {
        Selectable part = Selectables.All.Single(part => part.Slot == slot && part.Name == name);
        ITrainingBuilder builder = new ServiceCollection().AddRuVectorTraining();

        string refusal = Should.Throw<InvalidOperationException>(() => RegisterAgain(builder, part)).Message;

        refusal.ShouldBe($"Expected a new name for the {part.Service} with settings {typeof(OtherOptions)}, but '{name}' is already registered with settings {part.Options}.");
    }

    [TestCaseSource(nameof(SectionNames))]
    public void AddSettings_NameThatIsTaken_IsRefusedNamingBoth(string name)
    {
        ITrainingBuilder builder = new ServiceCollection().AddRuVectorTraining();

        string refusal = Should.Throw<InvalidOperationException>(() => builder.AddSettings<OtherOptions, OtherOptionsValidator>(name, static (_, _) => { })).Message;

        refusal.ShouldBe(
            $"Expected a new section and a new type for '{name}' with settings {typeof(OtherOptions)}, but '{name}' is already registered with settings {Selectables.Sections.Single(section => section.Name == name).Options}.");
    }

    [TestCaseSource(nameof(Slots))]
    public void Start_SectionIsMissing_IsAProblemOfRequiredSlotsAlone(string slot, bool isRequired)
    {
        IEnumerable<(string Key, string Value)> settings = Selectables.RunWith("Loss", "InfoNce").Where(setting => setting.Key != $"{slot}:Type");

        IReadOnlyList<string> problems = TrainingHost.ProblemsOf(settings);

        problems.ShouldBe(isRequired ? [NothingSelected(slot)] : []);
    }

    [TestCaseSource(nameof(Slots))]
    public void Start_SettingsWithoutAType_AreRefusedWhereThereIsAChoice(string slot, bool isRequired)
    {
        string[] names = Selectables.NamesOf(slot);
        IEnumerable<(string Key, string Value)> settings = [.. Selectables.RunWith("Loss", "InfoNce").Where(setting => setting.Key != $"{slot}:Type"), ($"{slot}:{names[0]}", "")];

        IReadOnlyList<string> problems = TrainingHost.ProblemsOf(settings);

        problems.ShouldBe(isRequired || names.Length > 1 ? [NothingSelected(slot)] : []);
    }

    [Test]
    public void Start_WholeSectionIsMissing_SaysWhichIsExpected() =>
        TrainingHost.ProblemsOf([]).ShouldHaveSingleItem().ShouldStartWith("RuVectorTraining: Expected this section");

    private static string NothingSelected(string slot) =>
        $"RuVectorTraining:{slot}:Type: Expected the name of a component, but nothing is selected. Set this key, or call Select(\"{slot}\", name) in code. " +
        $"Known: {string.Join(", ", Selectables.NamesOf(slot).Order(StringComparer.OrdinalIgnoreCase))}.";

    private static ITrainingBuilder RegisterAgain(ITrainingBuilder builder, Selectable part) => part.Slot switch
    {
        TrainingSlots.Loss => RegisterAgain<ILoss>(builder, part),
        TrainingSlots.Optimizer => RegisterAgain<IOptimizer>(builder, part),
        TrainingSlots.MetricScheduler => RegisterAgain<IMetricScheduler>(builder, part),
        TrainingSlots.Curriculum => RegisterAgain<IScheduler<CurriculumStage>>(builder, part),
        TrainingSlots.Miner => RegisterAgain<INegativeMiner>(builder, part),
        _ => RegisterAgain<IScheduler>(builder, part),
    };

    private static ITrainingBuilder RegisterAgain<T>(ITrainingBuilder builder, Selectable part)
        where T : class =>
        builder.AddComponent<T, OtherOptions, OtherOptionsValidator>(part.Name.ToUpperInvariant(), static (_, _) => { }, static (_, _) => null!, slot: part.Slot);

    private sealed class OtherOptions;

    private sealed class OtherOptionsValidator : IValidateOptions<OtherOptions>
    {
        public ValidateOptionsResult Validate(string? name, OtherOptions options) => ValidateOptionsResult.Success;
    }
}
