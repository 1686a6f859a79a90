using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>A batch and outputs of its shape that the tests may spoil.</summary>
public sealed class LossInput
{
    public LossInput(LossCase loss, int anchors, int dimension, int seed = 7)
    {
        OneMatrix = loss.OneMatrix;
        Relations = loss.Relations(anchors);
        Anchors = Batches.Matrix(anchors, dimension, seed);
        Candidates = OneMatrix ? Anchors : Batches.Matrix(Relations.CandidateCount, dimension, seed + 1);
        AnchorGradients = Filled(Anchors);
        CandidateGradients = OneMatrix ? new float[0, 0] : Filled(Candidates);
        RowValues = new float[Relations.RowCount];
        Array.Fill(RowValues, Sentinel);
    }

    public const float Sentinel = 123.5f;

    public bool OneMatrix { get; }

    public PairRelations Relations { get; }

    public float[,] Anchors { get; }

    public float[,] Candidates { get; }

    public float[,] AnchorGradients { get; set; }

    public float[,] CandidateGradients { get; set; }

    public float[] RowValues { get; set; }

    public float[]? Weights { get; set; }

    public ContrastiveBatch Batch => OneMatrix
        ? new ContrastiveBatch(Anchors, Relations) { AnchorWeights = Weights }
        : new ContrastiveBatch(Anchors, Candidates, Relations) { AnchorWeights = Weights };

    public LossOutputs Outputs => new()
    {
        AnchorGradients = AnchorGradients,
        CandidateGradients = OneMatrix && CandidateGradients.Length == 0 ? default(MatrixSpan) : CandidateGradients,
        RowValues = RowValues,
    };

    public IEnumerable<float> Gradients => AnchorGradients.Cast<float>().Concat(CandidateGradients.Cast<float>());

    public IEnumerable<float> Written => Gradients.Concat(RowValues);

    /// <summary>Fails the test unless the loss throws with this message and has written nothing.</summary>
    public TException ShouldBeRefused<TException>(ILoss loss, string message)
        where TException : ArgumentException
    {
        float[] before = [.. Written];
        TException error = Should.Throw<TException>(() => loss.Evaluate(Batch, Outputs));
        error.Message.ShouldBe(message);
        Written.ShouldBe(before);
        return error;
    }

    /// <summary>Fails the test unless the gradients, already written, are those of central differences of the oracle.</summary>
    public void GradientsShouldMatchOracle(LossCase loss, double absolute)
    {
        (double[,] a, double[,] c) = (Oracle.ToDouble(Anchors), Oracle.ToDouble(Candidates));
        Func<double[,], double[,], double> oracle = loss.OracleAt(a, c, Relations);
        GradientCheck.Of(x => oracle(x, OneMatrix ? x : c), Anchors).ShouldBe(AnchorGradients, absolute: absolute);
        if (!OneMatrix)
        {
            GradientCheck.Of(x => oracle(a, x), Candidates).ShouldBe(CandidateGradients, absolute: absolute);
        }
    }

    private static float[,] Filled(float[,] shape)
    {
        float[,] result = new float[shape.GetLength(0), shape.GetLength(1)];
        ((MatrixSpan)result).Fill(Sentinel);
        return result;
    }
}
