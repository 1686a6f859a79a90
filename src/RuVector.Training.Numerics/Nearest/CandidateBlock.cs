namespace RuVector.Training.Numerics;

/// <summary>Memory of a block of candidates: their vectors as they are multiplied, and what turns a product into an upper bound of the score.</summary>
/// <remarks>The upper bound of query q and candidate j is <c>(product * Scales[j] + Margins[j]) * Factors[q] + Offsets[j]</c>; the lower bound lies <c>2 * Margins[j] * Factors[q] + Spreads[j]</c> below.</remarks>
internal unsafe struct CandidateBlock
{
    /// <summary>Rows of pairs.</summary>
    public readonly float* Pairs;

    /// <summary>Unit rows; for cosine without pairs.</summary>
    public readonly float* Units;

    public readonly float* Scales;
    public readonly float* Margins;
    public readonly float* Offsets;
    public readonly float* Spreads;

    /// <summary>Lengths of the rows; null unless they are needed once the bounds are known.</summary>
    public readonly float* Lengths;

    public readonly long End;
    public int First;
    public int Rows;

    /// <summary>Divides memory up; from address 0 it only measures.</summary>
    public CandidateBlock(in NearestPlan plan, in NearestTask task, float* memory)
    {
        Arena arena = new(memory);
        int rows = plan.BlockRows;
        Pairs = arena.Take(plan.UsesPairs ? (long)rows * plan.Pairs : 0);
        Units = arena.Take(!plan.UsesPairs && task.Measure == ScoreMeasure.Cosine ? (long)rows * task.Dimension : 0);
        Scales = arena.Take(rows);
        Margins = arena.Take(rows);
        Offsets = arena.Take(rows);
        Spreads = arena.Take(rows);
        Lengths = task.HasLimits && task.IsProduct ? arena.Take(rows) : null;
        (End, First, Rows) = (arena.End, 0, 0);
    }

    /// <summary>The length of a row; 0 when it was not kept.</summary>
    public readonly float LengthOf(int row) => Lengths is null ? 0 : Lengths[row];
}
