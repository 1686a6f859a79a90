using System.CommandLine;
using AdapterTraining.Tests.Support;

namespace AdapterTraining.Tests;

[TestFixture]
public sealed class CommandLineTests
{
    [Test]
    public async Task Help_Asked_ExplainsEveryOption()
    {
        SampleResult result = await Sample.RunAsync("--help");

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBeEmpty();
        Option[] options = [.. CommandLine.Create(static (_, _) => Task.FromResult(0)).Options];
        options.Select(static option => option.Name).ShouldBe(
            ["--task", "--data", "--out", "--seed", "--steps", "--profile", "--export", "--queries", "--checkpoints", "--help", "--version"], ignoreOrder: true);
        foreach (Option option in options)
        {
            result.Output.ShouldContain(option.Name);
        }
    }

    [TestCase("--steps 0", "Expected --steps to be a whole number from 1 to 2147483647, but got '0'.")]
    [TestCase("--steps few", "Expected --steps to be a whole number from 1 to 2147483647, but got 'few'.")]
    [TestCase("--steps 2147483648", "Expected --steps to be a whole number from 1 to 2147483647, but got '2147483648'.")]
    [TestCase("--steps", "Required argument missing for option: '--steps'.")]
    [TestCase("--seed -1", "Expected --seed to be a whole number from 0 to 18446744073709551615, but got '-1'.")]
    [TestCase("--queries own.tsv", "--queries needs --export DIR, and the retrieval task.")]
    [TestCase("--queries own.tsv --export out --task graph", "--queries needs --export DIR, and the retrieval task.")]
    [TestCase("--queries own.tsv --task grapf", "--queries needs --export DIR, and the retrieval task.")]
    [TestCase("--task grapf", "Cannot parse argument 'grapf' for option '--task'")]
    [TestCase("--epochs", "Unrecognized command or argument '--epochs'.")]
    [TestCase("--data", "Required argument missing for option: '--data'.")]
    public async Task CommandLine_Wrong_IsToldAndRunsNothing(string arguments, string message)
    {
        SampleResult result = await Sample.RunAsync(arguments.Split(' '));

        result.ExitCode.ShouldBe(Job.InputError);
        result.Error.ShouldStartWith(message);
        result.Output.ShouldNotContain("Reading");
    }

    [TestCase("", "Retrieval", "revdict", null)]
    [TestCase("--task graph", "Graph", "mammals", "graph")]
    [TestCase("--task graph --profile other", "Graph", "mammals", "other")]
    public async Task CommandLine_Defaults_AreTheDataThatComesWithTheSample(string arguments, string task, string folder, string? profile)
    {
        JobOptions? seen = null;
        RootCommand command = CommandLine.Create((options, _) =>
        {
            seen = options;
            return Task.FromResult(7);
        });

        int exitCode = await command.Parse(arguments).InvokeAsync();

        exitCode.ShouldBe(7);
        seen.ShouldNotBeNull();
        (seen.Task.ToString(), seen.Data.Name, seen.Profile, seen.Seed, seen.Steps).ShouldBe((task, folder, profile, null, null));
        seen.Data.Exists.ShouldBeTrue();
        seen.Out.FullName.ShouldBe(Path.GetFullPath(Path.Combine("artifacts", "adapter-training")));
    }
}
