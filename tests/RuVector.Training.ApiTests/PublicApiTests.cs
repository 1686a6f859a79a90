using System.Reflection;

namespace RuVector.Training.ApiTests;

[TestFixture]
public sealed class PublicApiTests
{
    private const string Accept = "ACCEPT_API=1 dotnet test tests/RuVector.Training.ApiTests";

    [TestCaseSource(typeof(SourceTree), nameof(SourceTree.PackageNames))]
    public void Package_PublicApi_IsApproved(string name)
    {
        string file = Path.Combine("Approved", name + ".approved.txt");
        string received = PublicApi.Of(Assembly.Load(name));
        if (Environment.GetEnvironmentVariable("ACCEPT_API") == "1")
        {
            Write(Path.Combine(SourceTree.ProjectDirectory, file), received);
            return;
        }

        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, file);
        string approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (received != approved)
        {
            string receivedPath = Path.ChangeExtension(path, null)[..^"approved".Length] + "received.txt";
            Write(receivedPath, received);
            Assert.Fail($"The public API of {name} is not the approved one ({receivedPath}):\n{Difference(approved, received)}If that is meant, accept it: {Accept}");
        }
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>The lines that came and went, each with its type; sorted texts need no cleverer comparison.</summary>
    private static string Difference(string approved, string received)
    {
        string[] before = WithTypes(approved), after = WithTypes(received);
        return string.Concat(before.Except(after).Select(static line => $"- {line}\n").Concat(after.Except(before).Select(static line => $"+ {line}\n")));
    }

    private static string[] WithTypes(string text)
    {
        string type = "";
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.StartsWith(' ') ? $"{type}: {line.Trim()}" : type = line)];
    }
}
