using RuVector.Training.Adapters;
using RuVector.Training.Data;
using RuVector.Training.Files;
using RuVector.Training.TestKit;

namespace RuVector.Training.Tests.Adapters;

[TestFixture]
public sealed class LinearAdapterFileTests
{
    private string _folder = "";

    private string FilePath => Path.Combine(_folder, "adapter.safetensors");

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("linear-adapter-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Read_WrittenAdapter_IsTheSame()
    {
        LinearAdapter adapter = Trained();
        LinearAdapterFile.Write(FilePath, adapter, [Tensor("mean", 3)], [new("note", "mine")]);
        LinearAdapterFile.Read(FilePath).Parameters.Values.ToArray().ShouldBe(adapter.Parameters.Values.ToArray());
        SafetensorsFile file = SafetensorsFile.Read(FilePath);
        file.Tensors.Select(static tensor => tensor.Shape.ToString()).ShouldBe(["weight [3, 3]", "bias [3]", "mean [3]"]);
        file.Metadata["kind"].ShouldBe("linear-residual-adapter");
        file.Metadata["format_version"].ShouldBe("1");
        file.Metadata["dimension"].ShouldBe("3");
        file.Metadata["adapter"].ShouldBe("y = x + x @ weight + bias; weight is row-major [input, output]");
        file.Metadata["note"].ShouldBe("mine");
    }

    [Test]
    public void Write_Twice_GivesTheSameBytes()
    {
        LinearAdapterFile.Write(FilePath, Trained(), [], []);
        byte[] first = File.ReadAllBytes(FilePath);
        LinearAdapterFile.Write(FilePath, Trained(), [], []);
        File.ReadAllBytes(FilePath).ShouldBe(first);
    }

    [Test]
    public void Write_TakenKey_IsRefusedAndWritesNothing()
    {
        Should.Throw<ArgumentException>(() => LinearAdapterFile.Write(FilePath, Trained(), [], [new("kind", "other")]))
            .Message.ShouldStartWith("Expected metadata under keys of its own, but 'kind' is taken.");
        File.Exists(FilePath).ShouldBeFalse();
    }

    [Test]
    public void Write_TakenName_IsRefusedAndWritesNothing()
    {
        Should.Throw<ArgumentException>(() => LinearAdapterFile.Write(FilePath, Trained(), [Tensor("bias", 3)], []));
        File.Exists(FilePath).ShouldBeFalse();
    }

    [Test]
    public void Read_OtherFile_IsRefusedNamingWhatItIs()
    {
        SafetensorsFile.Write(FilePath, [Tensor("bias", 3)]);
        Reason().ShouldBe("Expected 'linear-residual-adapter' of version 1, but got 'nothing' of version none.");
        SafetensorsFile.Write(FilePath, [Tensor("bias", 3)], new Dictionary<string, string> { ["kind"] = "linear-residual-adapter", ["format_version"] = "2" });
        Reason().ShouldBe("Expected 'linear-residual-adapter' of version 1, but got 'linear-residual-adapter' of version 2.");
    }

    [Test]
    public void Read_MissingOrMisshapenTensor_IsRefusedNamingIt()
    {
        Dictionary<string, string> metadata = new() { ["kind"] = "linear-residual-adapter", ["format_version"] = "1" };
        SafetensorsFile.Write(FilePath, [Tensor("weight", 3, 3)], metadata);
        Reason().ShouldBe("Expected a tensor 'bias' with at least one value, but got none.");
        SafetensorsFile.Write(FilePath, [Tensor("weight", 2, 3), Tensor("bias", 3)], metadata);
        Reason().ShouldBe("Expected a tensor weight [3, 3], but got weight [2, 3], bias [3].");
    }

    private static LinearAdapter Trained()
    {
        LinearAdapter adapter = new(3);
        Batches.Vector(12, seed: 1).CopyTo(adapter.Parameters.Values);
        return adapter;
    }

    private static NamedTensor Tensor(string name, params int[] dimensions)
    {
        ParameterShape shape = new(name, dimensions);
        return new(shape, new float[shape.Length]);
    }

    private string Reason()
    {
        TrainingDataException e = Should.Throw<TrainingDataException>(() => LinearAdapterFile.Read(FilePath));
        e.File.ShouldBe(FilePath);
        return e.Reason;
    }
}
