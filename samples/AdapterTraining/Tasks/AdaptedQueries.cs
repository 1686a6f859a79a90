using RuVector.Training;
using RuVector.Training.Adapters;
using RuVector.Training.Numerics;

namespace AdapterTraining.Tasks;

/// <summary>Query vectors through an adapter, at length 1.</summary>
internal static class AdaptedQueries
{
    public static float[,] Of(IEmbeddingModel adapter, ReadOnlyMatrixSpan queries)
    {
        float[,] adapted = new float[queries.Rows, adapter.OutputDimension];
        adapter.Forward(queries, adapted);
        UnitRows.Normalize(adapted, adapted, new double[queries.Rows]);
        return adapted;
    }
}
