using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace RuVector.Training.Curriculum.Tests;

/// <summary>The configurations in docs/schedules.md are taken as they stand there.</summary>
public sealed class SchedulePageTests
{
    private static readonly TrainingRunContext _run = new() { TotalSteps = 3000, TotalSamples = 100_000 };

    /// <summary>The examples of the page: the section and what stands in the fence.</summary>
    public static IEnumerable<TestCaseData> Examples()
    {
        string[] sections = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "docs", "schedules.md")).ReplaceLineEndings("\n").Split("\n## ")[1..];
        return sections.SelectMany(static section => section.Split("```json\n").Skip(1).Select((example, i) =>
            new TestCaseData(example.Split("```")[0]).SetArgDisplayNames($"{section.Split('\n')[0]} {i + 1}")));
    }

    [Test]
    public void Page_Sections_HaveExamples() => Examples().Count().ShouldBeGreaterThan(20);

    [TestCaseSource(nameof(Examples))]
    public void Example_Configuration_MakesWhatItSelects(string json)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes($"{{ \"RuVectorTraining\": {{ {json} }} }}"));
        IConfigurationRoot configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();
        ServiceCollection collection = new();
        collection.AddRuVectorTrainingCore(configuration).AddCurriculum().AddCompetence().AddSelfPaced();
        using ServiceProvider services = collection.BuildServiceProvider();

        object made = configuration.GetSection("RuVectorTraining").GetChildren().Single().Key switch
        {
            TrainingSlots.Curriculum => services.GetRequiredService<ITrainingFactory<IScheduler<CurriculumStage>>>().Create(context: _run).ValueAt(0),
            TrainingSlots.MetricScheduler => services.GetRequiredService<ITrainingFactory<IMetricScheduler>>().Create(context: _run),
            "Competence" => services.GetRequiredService<ITrainingFactory<CompetenceOptions>>().Create().CreateSchedule(_run),
            "SelfPaced" => new SelfPacedWeighter(services.GetRequiredService<ITrainingFactory<SelfPacedOptions>>().Create()),
            string slot => services.GetRequiredKeyedService<ITrainingFactory<IScheduler>>(slot).Create(context: _run).ValueAt(0),
        };

        made.ShouldNotBeNull();
    }
}
