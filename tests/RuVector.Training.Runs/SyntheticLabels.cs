using RuVector.Training.Adapters;
using RuVector.Training.Data;
using RuVector.Training.TestKit;

namespace RuVector.Training.Runs;

/// <summary>Rows of classes that differ in a few dimensions, with louder noise in the others: an adapter can turn the noise down.</summary>
public static class SyntheticLabels
{
    public const int Dimension = 8;

    private const int Classes = 6;
    private const int Quiet = 3;

    public static LabelledDataset Create(int rows = 120)
    {
        float[,] centres = Batches.Matrix(Classes, Quiet, seed: 21), noise = Batches.Matrix(rows, Dimension, seed: 22), vectors = new float[rows, Dimension];
        int[] labels = [.. Enumerable.Range(0, rows).Select(static row => row % Classes)];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < Dimension; column++)
            {
                vectors[row, column] = column < Quiet ? centres[labels[row], column] + (0.3f * noise[row, column]) : 1.5f * noise[row, column];
            }
        }

        return new LabelledDataset(vectors, labels);
    }

    /// <summary>Gets the share of rows whose nearest other row, by the cosine, has their label.</summary>
    public static double ShareOfNearestWithSameLabel(IEmbeddingModel model, LabelledDataset data)
    {
        float[,] embedded = new float[data.Count, model.OutputDimension];
        model.Forward(data.Vectors.Span, embedded);
        ReadOnlyMatrixSpan rows = embedded;
        int right = 0;
        for (int row = 0; row < data.Count; row++)
        {
            int best = -1;
            double closest = double.NegativeInfinity;
            for (int other = 0; other < data.Count; other++)
            {
                double cosine = Similarity.Cosine(rows[row], rows[other]);
                (best, closest) = other != row && cosine > closest ? (other, cosine) : (best, closest);
            }

            right += data.Labels[best] == data.Labels[row] ? 1 : 0;
        }

        return (double)right / data.Count;
    }
}
