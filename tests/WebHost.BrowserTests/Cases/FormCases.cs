using System.Globalization;
using System.Text;
using WebHost.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace WebHost.BrowserTests.Cases;

/// <summary>The form: what is chosen reaches the job, and what is wrong is said where it is wrong.</summary>
internal static class FormCases
{
    public static BrowserCase[] All { get; } =
    [
        new("Submit_WhatTheFormSays_IsTheJob", SubmitAsync),
        new("Submit_SettingOutOfRange_IsSaidBesideItsField", RefuseSettingAsync) { ExpectsRefusals = true },
        new("Submit_TakenName_IsSaid", RefuseNameAsync) { ExpectsRefusals = true },
        new("Upload_File_IsTrainedOn", UploadAsync),
        new("Upload_BrokenLine_IsSaidWithItsNumber", RefuseUploadAsync) { ExpectsRefusals = true },
    ];

    private static async Task SubmitAsync(Visit visit)
    {
        await visit.Page.SelectOptionAsync("#part-optimizer", "Lion");
        await visit.Page.SelectOptionAsync("#part-miner", "Hardest");
        await visit.Page.FillAsync("#job-id", "by-form");
        await visit.StartAsync("quick", "60");

        await Expect(visit.Page.Locator("#watch-title")).ToHaveTextAsync("by-form");
        await Expect(visit.Page.Locator("#watch-title")).ToBeFocusedAsync();
        await Expect(visit.Page.Locator("#watch .about")).ToContainTextAsync("toy · quick");
        await Expect(visit.Page.Locator("#watch .about")).ToContainTextAsync("Optimizer:Type = Lion");
        await Expect(visit.Page.Locator("#watch .about")).ToContainTextAsync("Trainer:Steps = 60");
        await Expect(visit.Page.Locator("#jobs [data-job=by-form]")).ToContainTextAsync("Succeeded");
        await Expect(visit.Page.Locator("#watch .where")).ToContainTextAsync("Step 60 of 60");
    }

    private static async Task RefuseSettingAsync(Visit visit)
    {
        await visit.Page.FillAsync("#steps", "many");
        await visit.Page.ClickAsync("#add-setting");
        await visit.Page.FillAsync(".setting-key", "Optimizer:AdamW:LearningRate");
        await visit.Page.FillAsync(".setting-value", "99");
        await visit.Page.ClickAsync("#submit");

        await Expect(visit.Page.Locator("#steps-problem")).ToHaveTextAsync("Expected a number in [1, 20000].");
        await Expect(visit.Page.Locator(".setting .problem")).ToHaveTextAsync("Expected a number in [1E-07, 10].");
        await Expect(visit.Page.Locator("#steps")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visit.Page.Locator("#steps")).ToBeFocusedAsync();
        await Expect(visit.Page.Locator("#watch")).ToBeHiddenAsync();

        await visit.Page.FillAsync(".setting-value", "0.02");
        await visit.StartAsync(steps: "30");
        await Expect(visit.Page.Locator("#steps-problem")).ToBeHiddenAsync();
        await Expect(visit.Page.Locator("#watch .about")).ToContainTextAsync("Optimizer:AdamW:LearningRate = 0.02");
    }

    private static async Task RefuseNameAsync(Visit visit)
    {
        await visit.Page.FillAsync("#job-id", "Not A Name");
        await visit.Page.ClickAsync("#submit");
        await Expect(visit.Page.Locator("#job-id-problem")).ToContainTextAsync("Expected 1 to 64 characters");

        await visit.Page.FillAsync("#job-id", "twice");
        await visit.StartAsync(steps: "20");
        await visit.Page.FillAsync("#job-id", "twice");
        await visit.Page.ClickAsync("#submit");
        await Expect(visit.Page.Locator("#form-problems")).ToContainTextAsync("twice");
    }

    private static async Task UploadAsync(Visit visit)
    {
        await visit.Page.ClickAsync(".upload summary");
        await visit.Page.SetInputFilesAsync("#file", new Microsoft.Playwright.FilePayload { Name = "My Words.jsonl", MimeType = "application/x-ndjson", Buffer = Encoding.UTF8.GetBytes(Pairs(60)) });
        await Expect(visit.Page.Locator("#file-id")).ToHaveValueAsync("my-words");
        await visit.Page.ClickAsync("#upload");

        await Expect(visit.Page.Locator("#dataset")).ToHaveValueAsync("my-words");
        await Expect(visit.Page.Locator("#dataset-about")).ToHaveTextAsync("60 queries, 60 documents, 60 pairs of 6 dimensions");
        await visit.StartAsync("quick", "40");
        await visit.EndsAsync("Succeeded");
        await Expect(visit.Page.Locator("#watch .about")).ToContainTextAsync("my-words");

        await visit.Page.ClickAsync("#dataset-remove");
        await Expect(visit.Page.Locator("#dataset")).ToHaveValueAsync("toy");
        await Expect(visit.Page.Locator("#dataset-remove")).ToBeHiddenAsync();
    }

    private static async Task RefuseUploadAsync(Visit visit)
    {
        string[] lines = Pairs(10).Split('\n');
        lines[2] = """{"query": [1, 2""";
        await visit.Page.ClickAsync(".upload summary");
        await visit.Page.ClickAsync("#upload");
        await Expect(visit.Page.Locator("#file-problem")).ToHaveTextAsync("Choose a file.");

        await visit.Page.SetInputFilesAsync("#file", new Microsoft.Playwright.FilePayload { Name = "broken.jsonl", MimeType = "application/x-ndjson", Buffer = Encoding.UTF8.GetBytes(string.Join('\n', lines)) });
        await visit.Page.ClickAsync("#upload");

        await Expect(visit.Page.Locator("#file-problem")).ToContainTextAsync("Line 3");
        await Expect(visit.Page.Locator("#file")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visit.Page.Locator("#dataset")).ToHaveValueAsync("toy");
    }

    private static string Pairs(int count)
    {
        Random random = new(7);
        return string.Join('\n', Enumerable.Range(0, count).Select(_ => $$"""{"query": [{{Vector()}}], "positive": [{{Vector()}}]}"""));

        string Vector() => string.Join(", ", Enumerable.Range(0, 6).Select(_ => random.NextDouble().ToString("F3", CultureInfo.InvariantCulture)));
    }
}
