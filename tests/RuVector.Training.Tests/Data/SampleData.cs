using RuVector.Training.Data;

namespace RuVector.Training.Tests.Data;

/// <summary>The data of samples/AdapterTraining, which the test project copies beside the tests.</summary>
internal static class SampleData
{
    private static readonly Lazy<ReverseDictionary> _reverseDictionary = new(static () => Training.Data.ReverseDictionary.Load(ReverseDictionaryFolder));
    private static readonly Lazy<AncestorGraph> _mammals = new(static () => AncestorGraph.Load(Folder("wngraph", "mammals")));

    public static string ReverseDictionaryFolder => Folder("revdict");

    public static ReverseDictionary ReverseDictionary => _reverseDictionary.Value;

    public static AncestorGraph Mammals => _mammals.Value;

    private static string Folder(params string[] parts) => Path.Combine([TestContext.CurrentContext.TestDirectory, "Data", .. parts]);
}
