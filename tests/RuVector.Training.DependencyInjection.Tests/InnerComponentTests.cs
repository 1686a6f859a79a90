using Microsoft.Extensions.Hosting;

namespace RuVector.Training.DependencyInjection.Tests;

/// <summary>Components inside of another one, with a generated binding and with the one that reflects.</summary>
[TestFixture(true)]
[TestFixture(false)]
public sealed class InnerComponentTests(bool isGenerated)
{
    private const string Group = "RuVectorTraining:Loss:Group";
    private const string KnownLosses = "Known: CosineMargin, Group, Margin.";
    private const string MemberKeys = "Known: CosineMargin, Group, Margin, Schedule, Share, Type.";

    private static readonly (string Key, string? Value)[] _valid =
    [
        ("Optimizer:Type", "Decay"), ("Loss:Type", "Group"), ("Loss:Group:Scale", "2"),
        ("Loss:Group:Members:right:Type", "Margin"), ("Loss:Group:Members:right:Share", "0.5"), ("Loss:Group:Members:right:Margin:Margin", "0.7"),
        ("Loss:Group:Members:near:Type", "cosineMargin"), ("Loss:Group:Members:near:CosineMargin:Repeats", "3"), ("Loss:Group:Members:near:Margin:Margin", "not selected"),
        ("Loss:Group:Members:near:Schedule:Type", "Warmup"), ("Loss:Group:Members:near:Schedule:Warmup:WarmupSteps", "7"),
    ];

    [Test]
    public void Create_Members_AreSelectedAndConfiguredByTheirOwnKeys()
    {
        using IHost host = Build(_valid);

        GroupLoss group = (GroupLoss)host.CreateRun(context: new TrainingRunContext { TotalSteps = 50 }).Loss;

        (group.Options.Scale, group.Options.Members["RIGHT"].Share, group.Options.Members["near"].Share).ShouldBe((2f, 0.5f, 1f));
        group.Member("right").ShouldBeOfType<FakeLoss>().ShouldSatisfyAllConditions(static l => l.Name.ShouldBe("Margin"), static l => l.Options.Margin.ShouldBe(0.7f));
        group.Member("near").ShouldBeOfType<FakeLoss>().ShouldSatisfyAllConditions(static l => l.Name.ShouldBe("CosineMargin"), static l => l.Options.Repeats.ShouldBe(3));
        group.ScheduleOf("near").ShouldBeOfType<FakeScheduler>().ShouldSatisfyAllConditions(static s => s.Options.WarmupSteps.ShouldBe(7), static s => s.Context.TotalSteps.ShouldBe(25));
        (group.ScheduleOf("right"), group.Fallback).ShouldBe((null, null));
        Should.Throw<InvalidOperationException>(() => group.Member("far")).Message
            .ShouldBe("Expected a component at one of the places Members:near, Members:near:Schedule, Members:right, but got 'Members:far'.");
    }

    [Test]
    public void Create_Twice_MakesMembersThatShareNothing()
    {
        using IHost host = Build(_valid);

        ((GroupLoss)host.Create<ILoss>()).Member("right").ShouldNotBeSameAs(((GroupLoss)host.Create<ILoss>()).Member("right"));
    }

    [Test]
    public void Create_GroupInAGroup_IsSelectedAsDeepAsTheConfigurationGoes()
    {
        using IHost host = Build(
        [
            .. _valid, ("Loss:Group:Members:deep:Type", "Group"), ("Loss:Group:Members:deep:Group:Members:deeper:Type", "Group"),
            ("Loss:Group:Members:deep:Group:Members:deeper:Group:Fallback:Type", "Margin"), ("Loss:Group:Members:deep:Group:Members:deeper:Group:Fallback:Margin:Margin", "0.9"),
        ]);

        GroupLoss deeper = (GroupLoss)((GroupLoss)((GroupLoss)host.Create<ILoss>()).Member("deep")).Member("deeper");

        ((FakeLoss)deeper.Fallback!).Options.Margin.ShouldBe(0.9f);
    }

    [Test]
    public void Create_Profile_ReplacesAMember()
    {
        using IHost host = Build(
        [
            .. _valid, ("Profiles:finetune:Loss:Group:Members:right:Type", "CosineMargin"), ("Profiles:finetune:Loss:Group:Members:near:Schedule:Type", "None"),
            ("Profiles:finetune:Loss:Group:Members:right:Share", "4"),
        ]);

        GroupLoss group = (GroupLoss)host.Create<ILoss>("finetune");

        (((FakeLoss)group.Member("right")).Name, group.Options.Members["right"].Share, group.ScheduleOf("near")).ShouldBe(("CosineMargin", 4f, null));
        ((GroupLoss)host.Create<ILoss>()).ScheduleOf("near").ShouldNotBeNull();
    }

    [TestCase("Members:right:Type", "Magrin", $"Members:right:Type: 'Magrin' is not known. Did you mean 'Margin'? {KnownLosses}")]
    [TestCase("Members:right:Type", "None", $"Members:right:Type: Expected the name of a component, because the Loss is required, but got 'None'. {KnownLosses}")]
    [TestCase("Members:right:Type", "", $"Members:right:Type: '' is not known. {KnownLosses}")]
    [TestCase("Members:far", "", $"Members:far:Type: Expected the name of a component, but nothing is selected. Set this key. {KnownLosses}")]
    [TestCase("Members:far", null, $"Members:far:Type: Expected the name of a component, but nothing is selected. Set this key. {KnownLosses}")]
    [TestCase("Members:far:Type", null, $"Members:far:Type: Expected the name of a component, but nothing is selected. Set this key. {KnownLosses}")]
    [TestCase("Members:far:Share", "1", $"Members:far:Type: Expected the name of a component, but nothing is selected. Set this key. {KnownLosses}")]
    [TestCase("Members:far:Margin:Margin", "1", $"Members:far:Type: Expected the name of a component, but nothing is selected. Set this key. {KnownLosses}")]
    [TestCase("Members:right:Type:Name", "Margin", "Members:right:Type: Expected the name of a component, but got a section.")]
    [TestCase("Members:right:Margn:Margin", "1", $"Members:right:Margn: 'Margn' is not known. Did you mean 'Margin'? {MemberKeys}")]
    [TestCase("Members:right:Shar", "1", $"Members:right:Shar: 'Shar' is not known. Did you mean 'Share'? {MemberKeys}")]
    [TestCase("Members:right:Share", "0,5", "Members:right:Share: Expected a number (Single), but got '0,5'.")]
    [TestCase("Members:right:Share", "NaN", "Members:right:Share: Expected a finite number, but got 'NaN'.")]
    [TestCase("Members:right:Share", "-1", "Members:right:Share: Expected a share of 0 or more, but got -1.")]
    [TestCase("Members:right:Margin:Margin", "-1", "Members:right:Margin:Margin: Expected a value that is finite and 0 or more, but got '-1'.")]
    [TestCase("Members:right:Margin:Margni", "1", "Members:right:Margin:Margni: 'Margni' is not known. Did you mean 'Margin'? Known: Bias, Floor, Label, Margin, Measure, Reduction, Repeats, Smoothing, Symmetric.")]
    [TestCase("Members:right:Margin", "1", "Members:right:Margin: Expected a section, but got the value '1'.")]
    [TestCase("Members:right", "Margin", "Members:right: Expected a section or a list, but got the value 'Margin'.")]
    [TestCase("Members:right:Schedule:Type", "Warmpu", "Members:right:Schedule:Type: 'Warmpu' is not known. Did you mean 'Warmup'? Known: Warmup.")]
    [TestCase("Members:right:Schedule:Wramup:WarmupSteps", "5", "Members:right:Schedule:Wramup: 'Wramup' is not known. Did you mean 'Warmup'? Known: Type, Warmup.")]
    [TestCase("Members:near:Schedule:Warmup:WarmupSteps", "-5", "Members:near:Schedule:Warmup:WarmupSteps: Expected a value of 0 or more, but got '-5'.")]
    [TestCase("Fallback:Margin:Margin", "1", $"Fallback:Type: Expected the name of a component, but nothing is selected. Set this key. {KnownLosses}")]
    [TestCase("Falback:Type", "Margin", "Falback: 'Falback' is not known. Did you mean 'Fallback'? Known: Fallback, Members, Scale.")]
    public void Start_Mistake_IsReportedAtItsWholePath(string key, string? value, string expected) =>
        TestHost.ProblemsOf(Build([.. _valid.Where(s => !s.Key.StartsWith($"Loss:Group:{key}:", StringComparison.Ordinal) && s.Key != $"Loss:Group:{key}"), ($"Loss:Group:{key}", value)]))
            .ShouldContain($"{Group}:{expected}");

    [Test]
    public void Start_SeveralMistakes_AreAllReportedAndNothingElse() =>
        TestHost.ProblemsOf(Build(
        [
            .. _valid, ("Loss:Group:Members:right:Margin:Repeats", "0"), ("Loss:Group:Members:near:Bias", "1"), ("Loss:Group:Members:far:Type", "Gone"),
            ("Profiles:p:Loss:Group:Members:near:Schedule:Type", "Gone"),
        ])).ShouldBe(
        [
            $"{Group}:Members:near:Bias: 'Bias' is not known. {MemberKeys}",
            $"{Group}:Members:far:Type: 'Gone' is not known. {KnownLosses}",
            $"{Group}:Members:right:Margin:Repeats: Expected a value of 1 or more, but got '0'.",
            "RuVectorTraining:Profiles:p:Loss:Group:Members:near:Schedule:Type: 'Gone' is not known. Known: Warmup.",
        ]);

    [Test]
    public void Start_OnlyComponent_IsTheSelection()
    {
        using IHost host = TestHost.Build([("Optimizer:Type", "Decay"), ("Loss:Type", "Group"), ("Loss:Group:Members:a:Schedule:Warmup:WarmupSteps", "3"), ("Loss:Group:Members:a:Type", "Group")], static b => b.AddGroup().AddDecay().AddWarmup());

        ((FakeScheduler)((GroupLoss)host.Create<ILoss>()).ScheduleOf("a")!).Options.WarmupSteps.ShouldBe(3);
    }

    [Test]
    public void AddGroup_MembersInCode_LieBelowTheConfiguration()
    {
        using IHost host = TestHost.Build(
            [("Optimizer:Type", "Decay"), ("Loss:Type", "Group"), ("Loss:Group:Members:A:Margin:Margin", "0.9"), ("Loss:Group:Members:B:Type", "CosineMargin")],
            static b => b.AddFakes().AddGroup(static o =>
            {
                o.Members["a"] = new MemberOptions { Type = "Margin", Share = 3 };
                o.Members["b"] = new MemberOptions { Type = "Margin" };
                o.Members["a"].Schedule.Type = "Warmup";
            }));

        GroupLoss group = (GroupLoss)host.Create<ILoss>();

        group.Options.Members.Keys.ShouldBe(["a", "b"]);
        (((FakeLoss)group.Member("a")).Options.Margin, group.Options.Members["a"].Share, ((FakeLoss)group.Member("b")).Name).ShouldBe((0.9f, 3f, "CosineMargin"));
        group.ScheduleOf("a").ShouldNotBeNull();
    }

    [Test]
    public void Start_MemberInCodeIsNotKnown_SaysThatCodeSelectsIt() =>
        TestHost.ProblemsOf([("Optimizer:Type", "Decay"), ("Loss:Type", "Group")], static b => b.AddFakes().AddGroup(static o => o.Members["a"] = new MemberOptions { Type = "Margn" }))
            .ShouldBe([$"{Group}:Members:a:Type: 'Margn', selected in code, is not known. Did you mean 'Margin'? {KnownLosses}"]);

    [Test]
    public void Start_MembersInCodeThatNeverEnd_AreRefused() =>
        TestHost.ProblemsOf([("Optimizer:Type", "Decay"), ("Loss:Type", "Group"), ("Loss:Group:Members:a:Share", "2")], static b => b.AddFakes().AddGroup(static o => o.Members["a"] = new MemberOptions { Type = "Group" }))
            .ShouldBe([$"{Group}:Members:a:Group:Members:a:Type: Expected components inside each other that come to an end, but got 'Group', 'Group' by settings in code. Select another one here."]);

    [Test]
    public void AddComponent_PlaceForNoSlot_IsRefused() =>
        Should.Throw<ArgumentException>(() => Slot.Inside("Loss:Group", new InnerSlot("Members:a", "Losses", new ComponentSelection()))).Message
            .ShouldBe("Expected a slot, but 'Losses' is not known. Did you mean 'Loss'? Known: Curriculum, Loss, MetricScheduler, Miner, Optimizer, Scheduler, Temperature. (Parameter 'slot')");

    private IHost Build(IEnumerable<(string Key, string? Value)> settings) => TestHost.Build(settings, b => _ = isGenerated ? b.AddFakes().AddGroup() : b.AddFakes().AddReflectedGroup());
}
