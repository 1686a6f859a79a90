using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>Losses of two views, x and y: VICReg, Barlow Twins, alignment and uniformity.</summary>
internal sealed class TwoViewCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["vicreg", "barlow_twins", "alignment_uniformity"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenTensor x = golden.Inputs.Tensor("x").OfShape(-1, -1);
        GoldenTensor y = golden.Inputs.Tensor("y").OfShape(x.Rows, x.Columns);
        ILoss loss = LossOf(golden);
        LossCases.Compare(golden, comparison, _ =>
        {
            float[] byX = new float[x.Length];
            float[] byY = new float[y.Length];
            LossResult result = loss.Evaluate(
                ContrastiveBatch.InBatch(new(x.ToSingles(), x.Rows, x.Columns), new(y.ToSingles(), y.Rows, y.Columns)),
                new LossOutputs { AnchorGradients = new MatrixSpan(byX, x.Rows, x.Columns), CandidateGradients = new MatrixSpan(byY, y.Rows, y.Columns) });
            return new(result.Value, new Dictionary<string, float[]> { ["x"] = byX, ["y"] = byY }, []);
        });
    }

    private static ILoss LossOf(GoldenCase golden)
    {
        GoldenObject parameters = golden.Parameters;
        return golden.Function switch
        {
            "vicreg" => new VicRegLoss(new VicRegOptions
            {
                InvarianceWeight = (float)parameters.Number("invariance"),
                VarianceWeight = (float)parameters.Number("variance"),
                CovarianceWeight = (float)parameters.Number("covariance"),
                Epsilon = (float)parameters.Number("eps"),
            }),
            "barlow_twins" => new BarlowTwinsLoss(new BarlowTwinsOptions { RedundancyWeight = (float)parameters.Number("lambda"), Epsilon = (float)parameters.Number("eps") }),
            _ => new AlignmentUniformityLoss(new AlignmentUniformityOptions
            {
                Alpha = (float)parameters.Number("alpha"),
                UniformityScale = (float)parameters.Number("t"),
                AlignmentWeight = (float)parameters.Number("alignment_weight"),
                UniformityWeight = (float)parameters.Number("uniformity_weight"),
                Normalize = parameters.Flag("normalize", true),
            }),
        };
    }
}
