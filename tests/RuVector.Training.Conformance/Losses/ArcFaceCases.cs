using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>ArcFace; the class weights are the candidates of the batch.</summary>
internal sealed class ArcFaceCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["arcface"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        if (LossCases.Similarity(golden) != ScoreMeasure.Cosine)
        {
            throw new UnsupportedCaseException("ArcFace has angles, and so cosines alone");
        }

        LabelledInputs inputs = new(golden);
        LossCases.Compare(golden, comparison, reduction => inputs.EvaluateAgainst(
            new ArcFaceLoss(new ArcFaceOptions
            {
                MarginDegrees = (float)golden.Parameters.Number("margin_degrees"),
                Scale = (float)golden.Parameters.Number("scale"),
                Reduction = reduction,
            }),
            "weights",
            classesAreAnchors: false));
    }
}
