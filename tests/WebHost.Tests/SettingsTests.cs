using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace WebHost.Tests;

[TestFixture]
public sealed class SettingsTests : ServerFixture
{
    [Test]
    public void Settings_SeveralMistakes_AreAllListed()
    {
        OptionsValidationException refusal = Should.Throw<OptionsValidationException>(() => TestServer.Create(
            Root.File("data"), new RecordedErrors(), "WebHost:ApiKey=short", "WebHost:MaxRows=0", "WebHost:MaxStreams=0", "WebHost:UploadTimeout=00:00:00", "WebHost:Datasets:Bad.Id=x.jsonl", "WebHost:Datasets:none=",
            "WebHost:AllowedOverrides:0:Key=Trainer", "WebHost:AllowedOverrides:0:Minimum=2", "WebHost:AllowedOverrides:0:Maximum=1"));

        refusal.Failures.ShouldBe(
        [
            "WebHost:ApiKey: Expected nothing, or 16 or more visible ASCII characters without spaces, but got 5 characters that do not fit.",
            "WebHost:UploadTimeout: Expected a time in [00:00:01, 01:00:00], but got 00:00:00.",
            "WebHost:MaxRows: Expected a value in [5, 10000000], but got 0.",
            "WebHost:MaxStreams: Expected a value in [1, 10000], but got 0.",
            "WebHost:Datasets: Expected ids of 1 to 64 characters of a-z, 0-9, '-' and '_', the first one a letter or a digit, but got 'Bad.Id'.",
            "WebHost:Datasets:none: Expected the path of a file.",
            "WebHost:AllowedOverrides:0:Key: Expected the path of a setting, such as Optimizer:Type or Optimizer:*:LearningRate, but got 'Trainer'.",
            "WebHost:AllowedOverrides:0: Expected a Minimum of at most the Maximum, but got 2 and 1.",
        ]);
    }

    [TestCase("WebHost:MaxRow=5", "'MaxRow'")]
    [TestCase("WebHost:MaxRows=many", "WebHost:MaxRows")]
    public void Settings_ThatCannotBeBound_AreNamed(string setting, string name) =>
        Should.Throw<OptionsValidationException>(() => TestServer.Create(Root.File("data"), new RecordedErrors(), setting)).Failures.ShouldHaveSingleItem().ShouldContain(name);

    [TestCase(null)]
    [TestCase("{\"query\":[1],\"positive\":[NaN]}")]
    [TestCase("{\"query\":[1],\"positive\":[1]}")]
    public async Task Start_DataSetOfTheConfigurationThatCannotBeUsed_IsRefused(string? content)
    {
        if (content is not null)
        {
            File.WriteAllText(Root.File("own.jsonl"), content);
        }

        await using WebApplication app = TestServer.Create(Root.File("data"), new RecordedErrors(), $"WebHost:Datasets:own={Root.File("own.jsonl")}");

        (await Should.ThrowAsync<OptionsValidationException>(() => app.StartAsync())).Failures.ShouldHaveSingleItem().ShouldStartWith("WebHost:Datasets:own: Expected a JSONL file of pairs, but: ");
    }

    [Test]
    public async Task Start_FolderOfAnotherServer_IsRefusedAndItsUploadsStay()
    {
        TestServer first = await StartAsync();
        using RawConnection slow = new(first.Address);
        await slow.SendAsync("PUT /api/datasets/slow HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n");
        await slow.ReadHeadersAsync();
        await using WebApplication second = TestServer.Create(Root.File("data"), new RecordedErrors());

        await Should.ThrowAsync<IOException>(() => second.StartAsync());

        UploadedFiles().Length.ShouldBe(1);
    }
}
