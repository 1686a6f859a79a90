using RuVector.Training.Adapters;
using RuVector.Training.Data;
using RuVector.Training.Files;
using RuVector.Training.TestKit;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Adapters;

[TestFixture]
public sealed class AdapterFileTests
{
    private TemporaryFolder _folder = null!;

    private string FilePath => _folder.File("adapter.safetensors");

    [SetUp]
    public void CreateFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    /// <summary>As the README shows it.</summary>
    [Test]
    public void Read_ThreeLines_LoadAndApply()
    {
        LinearAdapter trained = new(3);
        Batches.Vector(12, seed: 1).CopyTo(trained.Parameters.Values);
        AdapterFile.Write(FilePath, trained);
        (string path, float[] vector) = (FilePath, [1, 2, 3]);

        IEmbeddingModel adapter = AdapterFile.Read(path);
        float[] embedding = new float[adapter.OutputDimension];
        adapter.Forward(vector, embedding);

        float[] expected = new float[3];
        trained.Forward(vector, expected);
        embedding.ShouldBe(expected);
    }

    [TestCaseSource(typeof(AdapterCase), nameof(AdapterCase.All))]
    public void Read_WrittenAdapter_IsTheSame(AdapterCase adapter)
    {
        IEmbeddingModel written = adapter.Trained(6);
        AdapterFile.Write(FilePath, written, [Tensor("mean", 3)], [new("note", "mine")]);

        IEmbeddingModel read = AdapterFile.Read(FilePath);

        read.GetType().ShouldBe(written.GetType());
        (read.InputDimension, read.OutputDimension).ShouldBe((written.InputDimension, written.OutputDimension));
        read.Parameters.Values.ToArray().ShouldBe(written.Parameters.Values.ToArray());
        float[,] inputs = Batches.Matrix(3, read.InputDimension, seed: 2);
        AdapterCase.Forward(read, inputs).ShouldBe(AdapterCase.Forward(written, inputs));
        SafetensorsFile.Read(FilePath).Metadata["note"].ShouldBe("mine");
    }

    [TestCase("Linear", "kind=linear-residual-adapter input_dimension=6 output_dimension=6 bias=true", "weight [6, 6], bias [6]")]
    [TestCase("LinearWithoutBias", "kind=linear-residual-adapter input_dimension=6 output_dimension=6 bias=false", "weight [6, 6]")]
    [TestCase("LowRank", "kind=low-rank-residual-adapter input_dimension=6 output_dimension=6 rank=3 bias=true", "u [6, 3], v [3, 6], bias [6]")]
    [TestCase("MlpRelu", "kind=mlp-residual-adapter input_dimension=6 output_dimension=6 hidden=17 activation=Relu", "hidden_weight [6, 17], hidden_bias [17], output_weight [17, 6], output_bias [6]")]
    [TestCase("AttentionPooling", "kind=attention-pooling input_dimension=24 output_dimension=6 max_tokens=4", "query [6]")]
    public void Write_AnyAdapter_SaysWhatItIs(string name, string header, string tensors)
    {
        AdapterFile.Write(FilePath, AdapterCase.All.Single(adapter => adapter.Name == name).Create(6));

        SafetensorsFile file = SafetensorsFile.Read(FilePath);
        Dictionary<string, string> expected = header.Split(' ').Select(static pair => pair.Split('=')).ToDictionary(static pair => pair[0], static pair => pair[1]);
        file.Metadata.Where(static pair => pair.Key is not ("adapter" or "format_version")).ToDictionary().ShouldBe(expected, ignoreOrder: true);
        file.Metadata["format_version"].ShouldBe("2");
        string.Join(", ", file.Tensors.Select(static tensor => tensor.Shape)).ShouldBe(tensors);
        foreach (NamedTensor tensor in file.Tensors)
        {
            file.Metadata["adapter"].ShouldContain(tensor.Shape.Name);
        }
    }

    [Test]
    public void Write_Linear_SaysItsFormula()
    {
        AdapterFile.Write(FilePath, new LinearAdapter(3));
        SafetensorsFile.Read(FilePath).Metadata["adapter"].ShouldBe("y = x + x @ weight + bias; weight is row-major [input, output]");
        AdapterFile.Write(FilePath, new LinearAdapter(3, bias: false), [Tensor("bias", 3)]);
        SafetensorsFile.Read(FilePath).Metadata["adapter"].ShouldBe("y = x + x @ weight; weight is row-major [input, output]");
        AdapterFile.Read(FilePath).ShouldBeOfType<LinearAdapter>().HasBias.ShouldBeFalse("the further tensor is not the adapter's");
    }

    [Test]
    public void Read_LinearOfVersion1_IsStillRead()
    {
        float[] weight = Batches.Vector(9, seed: 1);
        SafetensorsFile.Write(
            FilePath,
            [new(new ParameterShape("weight", 3, 3), weight), new(new ParameterShape("bias", 3), [1, 2, 3]), Tensor("mean", 3)],
            new Dictionary<string, string> { ["kind"] = "linear-residual-adapter", ["format_version"] = "1", ["dimension"] = "3", ["adapter"] = "y = x + x @ weight + bias" });

        AdapterFile.Read(FilePath).ShouldBeOfType<LinearAdapter>().Parameters.Values.ToArray().ShouldBe([.. weight, 1, 2, 3]);
    }

    [Test]
    public void Write_Twice_GivesTheSameBytes()
    {
        AdapterFile.Write(FilePath, AdapterCase.All[0].Trained(3));
        byte[] first = File.ReadAllBytes(FilePath);
        AdapterFile.Write(FilePath, AdapterCase.All[0].Trained(3));
        File.ReadAllBytes(FilePath).ShouldBe(first);
    }

    [Test]
    public void Write_WhatCannotBeWritten_IsRefusedAndWritesNothing()
    {
        LinearAdapter adapter = new(3);
        Message(() => AdapterFile.Write(FilePath, adapter, metadata: [new("kind", "other")])).ShouldStartWith("Expected metadata under keys of its own, but 'kind' is taken.");
        Message(() => AdapterFile.Write(FilePath, adapter, metadata: [new("bias", "other")])).ShouldStartWith("Expected metadata under keys of its own, but 'bias' is taken.");
        Message(() => AdapterFile.Write(FilePath, adapter, [Tensor("bias", 3)])).ShouldStartWith("Expected tensors with different names");
        Message(() => AdapterFile.Write(FilePath, new OtherModel())).ShouldStartWith("Expected one of the adapters AttentionPooling, Linear, LowRank, Mlp, but got OtherModel.");
        adapter.Parameters.Values[10] = float.NaN;
        Message(() => AdapterFile.Write(FilePath, adapter)).ShouldStartWith("Expected finite values, but tensor 'bias' has NaN at index 1.");
        _folder.Names().ShouldBeEmpty();

        static string Message(Action write) => Should.Throw<ArgumentException>(write).Message;
    }

    [Test]
    public void Read_OtherFile_IsRefusedNamingWhatItIs()
    {
        const string Expected = "Expected an adapter of kind attention-pooling, linear-residual-adapter, low-rank-residual-adapter, mlp-residual-adapter and version 2, but got ";
        Reason([Tensor("bias", 3)]).ShouldBe($"{Expected}'nothing' of version none.");
        Reason([], ("kind", "linear-residual-adapter"), ("format_version", "3")).ShouldBe($"{Expected}'linear-residual-adapter' of version 3.");
        Reason([], ("kind", "mlp-residual-adapter"), ("format_version", "1")).ShouldBe($"{Expected}'mlp-residual-adapter' of version 1.");
        Reason([], ("kind", "Linear"), ("format_version", "2")).ShouldBe($"{Expected}'Linear' of version 2.");
    }

    [Test]
    public void Read_BadMetadata_IsRefusedNamingTheKey()
    {
        (string, string)[] lowRank = [("kind", "low-rank-residual-adapter"), ("format_version", "2")];
        Reason([], lowRank).ShouldBe("Expected 'rank' in the metadata, but there is none.");
        Reason([], [.. lowRank, ("rank", "2"), ("bias", "yes")]).ShouldBe("Expected a value of 'bias' in the metadata, but got 'yes'.");
        Reason([], [.. lowRank, ("rank", "-2")]).ShouldBe("Expected a value of 'rank' in the metadata, but got '-2'.");
        Reason([], [.. lowRank, ("rank", "2"), ("bias", "true")]).ShouldBe("Expected 'input_dimension' in the metadata, but there is none.");
        Reason([], [.. lowRank, ("rank", "2"), ("bias", "true"), ("input_dimension", "0")]).ShouldBe("Expected a number of 1 or more as 'input_dimension' in the metadata, but got '0'.");
        Reason([], [.. lowRank, ("rank", "2000000000"), ("bias", "true"), ("input_dimension", "2000000000")]).ShouldStartWith("Expected at most 2147483591 values in a tensor, but 'u' has shape");
        Reason([], ("kind", "mlp-residual-adapter"), ("format_version", "2"), ("hidden", "3"), ("activation", "1")).ShouldBe("Expected a value of 'activation' in the metadata, but got '1'.");
        Reason([], ("kind", "attention-pooling"), ("format_version", "2"), ("max_tokens", "3"), ("input_dimension", "10"))
            .ShouldStartWith("Expected inputs of 3 tokens (MaxTokens) of one dimension, but got 10 values.");
    }

    [Test]
    public void Read_MissingOrMisshapenTensor_IsRefusedNamingIt()
    {
        (string, string)[] header = [("kind", "linear-residual-adapter"), ("format_version", "2"), ("input_dimension", "3"), ("bias", "true")];
        Reason([], header).ShouldBe("Expected a tensor weight [3, 3], but got none.");
        Reason([Tensor("weight", 3, 3)], header).ShouldBe("Expected a tensor bias [3], but got weight [3, 3].");
        Reason([Tensor("weight", 2, 3), Tensor("bias", 3)], header).ShouldBe("Expected a tensor weight [3, 3], but got weight [2, 3], bias [3].");
    }

    private static NamedTensor Tensor(string name, params int[] dimensions)
    {
        ParameterShape shape = new(name, dimensions);
        return new(shape, new float[shape.Length]);
    }

    private string Reason(NamedTensor[] tensors, params (string Key, string Value)[] metadata)
    {
        SafetensorsFile.Write(FilePath, tensors, metadata.ToDictionary(static pair => pair.Key, static pair => pair.Value));
        TrainingDataException e = Should.Throw<TrainingDataException>(() => AdapterFile.Read(FilePath));
        e.File.ShouldBe(FilePath);
        return e.Reason;
    }

    private sealed class OtherModel : IEmbeddingModel
    {
        public ParameterSet Parameters { get; } = new();

        public int InputDimension => 1;

        public int OutputDimension => 1;

        public void Forward(ReadOnlyMatrixSpan inputs, MatrixSpan outputs)
        {
        }

        public void Backward(ReadOnlyMatrixSpan inputs, ReadOnlyMatrixSpan outputGradients)
        {
        }

        public IEmbeddingModel Copy() => new OtherModel();
    }
}
