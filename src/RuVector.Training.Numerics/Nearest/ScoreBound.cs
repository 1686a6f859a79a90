namespace RuVector.Training.Numerics;

/// <summary>How far the score that the engine computes can lie from what a search multiplies first; every bound is proven, and rounded up.</summary>
/// <remarks>
/// <para>With <c>q</c> and <c>c</c> unit rows, S and T their scales (<see cref="PairRounding"/>), and a and b the lengths of what q and c lost by rounding, the product of the rounded rows is
/// <c>S T q.c</c> within <c>S b + T a + a b</c> (Cauchy and Schwarz). To this comes the rounding of float32: at most about <c>D 2^-24</c> times the lengths of the rows for a
/// sum of D products in any order, as much for the lengths, and a few units for the bound itself; <see cref="Slack"/> is twice that.</para>
/// <para>Where float32 could overflow, or a row is shorter than <see cref="ShortestLength"/>, the bound says nothing and lets the candidate through.</para>
/// </remarks>
internal readonly struct ScoreBound
{
    private const double Unit = 1.0 / (1 << 24);
    private const double LargestProduct = 1e37;

    /// <summary>Lengths below it leave the range in which float32 has all its digits.</summary>
    private const double ShortestLength = 1e-25;

    /// <summary>Stands for the length of a zero query: times the least margin it is still more than <see cref="UnitRows.ZeroLength"/>.</summary>
    private const double ZeroQueryLength = 1e-24;

    /// <summary>More than the relative rounding of a float32 number that is stored.</summary>
    private const double Rounding = 1.0 / (1 << 20);

    private readonly ScoreMeasure _measure;
    private readonly bool _usesPairs;
    private readonly double _queryError;
    private readonly double _longestQuery;
    private readonly double _smallest;

    /// <param name="task">The search.</param>
    /// <param name="usesPairs">Whether rounded rows are multiplied.</param>
    /// <param name="longestQuery">The largest length of a query.</param>
    /// <param name="queryError">The largest error of a rounded query.</param>
    public ScoreBound(in NearestTask task, bool usesPairs, double longestQuery, double queryError)
    {
        (_measure, _usesPairs, _longestQuery, _queryError) = (task.Measure, usesPairs, longestQuery, queryError);
        Slack = SlackOf(task.Dimension);
        _smallest = (2.0 * task.Dimension + 8) * float.Epsilon;
    }

    /// <summary>Gets twice the rounding of float32, relative to the lengths of the rows.</summary>
    public double Slack { get; }

    /// <inheritdoc cref="Slack"/>
    public static double SlackOf(int dimension) => ((2.0 * dimension) + 64) * Unit;

    /// <summary>The bound for the cosine of two rounded rows.</summary>
    public static double OfCosine(double queryError, double candidateScale, double candidateError, int dimension) => RoundingOf(queryError, candidateScale, candidateError) + SlackOf(dimension);

    /// <summary>Gets a value indicating whether the products are the scores, bit by bit.</summary>
    public bool IsExact => !_usesPairs && PairMeasure.IsProduct(_measure);

    /// <summary>The factor of a query in the bounds of its scores.</summary>
    public float FactorOf(double length)
    {
        double used = length == 0 ? ZeroQueryLength : length;
        return _measure == ScoreMeasure.Cosine || IsExact ? 1 : (float)(_measure == ScoreMeasure.Dot ? used : 2 * used);
    }

    /// <summary>Computes what the bounds of a candidate need.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="candidateScale">The scale it was rounded with.</param>
    /// <param name="error">What it lost by rounding.</param>
    /// <param name="block">Receives the numbers.</param>
    /// <param name="row">The row of the block.</param>
    public unsafe void Describe(double length, double candidateScale, double error, in CandidateBlock block, int row)
    {
        (double scale, double margin, double offset, double spread) = (1, 0, 0, 0);
        if (!IsExact)
        {
            double relative = Slack + (_usesPairs ? RoundingOf(_queryError, candidateScale, error) : 0);
            scale = _usesPairs ? 1 / (PairRounding.QueryScale * candidateScale) : 1;
            margin = relative;
            if (_measure != ScoreMeasure.Cosine)
            {
                (scale, margin) = Stretch(scale, relative, length);
                (offset, spread) = (_smallest, 2 * _smallest);
            }

            if (!PairMeasure.IsProduct(_measure))
            {
                double square = length * length;
                (offset, spread) = (offset - (square * (1 - Slack - Rounding)), spread + (2 * square * (Slack + Rounding)));
            }
        }

        block.Scales[row] = (float)scale;
        block.Margins[row] = (float)(margin * (1 + Rounding));
        block.Offsets[row] = (float)offset;
        block.Spreads[row] = (float)(spread * (1 + Rounding));
    }

    /// <summary>The lower bound of a rank value; for distances so low that a smaller rank value cannot tie with it once its distance is rounded.</summary>
    /// <param name="upper">The upper bound.</param>
    /// <param name="width">The difference of the bounds.</param>
    /// <param name="queryLength">The length of the query.</param>
    public float LowerOf(float upper, double width, double queryLength)
    {
        if (width == 0)
        {
            return float.IsNaN(upper) ? float.NegativeInfinity : upper;
        }

        double lower = upper - width;
        if (!PairMeasure.IsProduct(_measure))
        {
            double square = (queryLength * queryLength * (1 + Slack)) - lower;
            lower -= (square * Rounding) + (4 * float.Epsilon);
        }

        return double.IsNaN(lower) ? float.NegativeInfinity : MathF.BitDecrement((float)lower);
    }

    /// <summary>The largest rank value of a candidate with a known key.</summary>
    public float UpperOfKey(float key, double queryLength) =>
        PairMeasure.IsProduct(_measure) ? key : MathF.BitIncrement((float)((queryLength * queryLength * (1 + Slack)) - (SquareOf(key) * (1 - Rounding))));

    /// <summary>The smallest rank value of a candidate with a known key, as <see cref="LowerOf"/> gives it.</summary>
    public float LowerOfKey(float key, double queryLength)
    {
        if (PairMeasure.IsProduct(_measure))
        {
            return LowerOf(key, 0, queryLength);
        }

        double lower = (queryLength * queryLength * (1 - Slack)) - (SquareOf(key) * (1 + Rounding));
        return LowerOf((float)lower, (Math.Abs(lower) * Rounding) + float.Epsilon, queryLength);
    }

    /// <summary>A threshold that lets every candidate through whose key is larger.</summary>
    public float ThresholdOfKey(float key, double queryLength) =>
        PairMeasure.IsProduct(_measure) ? key : MathF.BitDecrement((float)((queryLength * queryLength * (1 - Slack)) - (SquareOf(key) * (1 + Rounding))));

    /// <summary>Turns a limit of keys into limits of bounds.</summary>
    /// <returns>An upper bound of at most the first rules out that the key is larger; a lower bound above the second rules out that it is not. Infinity for a limit that no key exceeds.</returns>
    public (float Maybe, float Sure) LimitsOfKey(float key, double queryLength) =>
        float.IsPositiveInfinity(key) || (key >= 0 && !PairMeasure.IsProduct(_measure))
            ? (float.PositiveInfinity, float.PositiveInfinity)
            : (ThresholdOfKey(key, queryLength), UpperOfKey(key, queryLength));

    private double SquareOf(float key) => _measure == ScoreMeasure.Euclidean ? (double)key * key : -(double)key;

    private static double RoundingOf(double queryError, double candidateScale, double candidateError)
    {
        const double S = PairRounding.QueryScale;
        return 1.01 * ((S * candidateError) + (candidateScale * queryError) + (queryError * candidateError)) / (S * candidateScale);
    }

    private (double Scale, double Margin) Stretch(double scale, double relative, double length)
    {
        double largest = Math.Max(length, _longestQuery);
        if (largest > LargestProduct || length * _longestQuery > LargestProduct || (!PairMeasure.IsProduct(_measure) && largest * largest > LargestProduct))
        {
            return (0, double.PositiveInfinity);
        }

        if (length < ShortestLength)
        {
            return (0, ShortestLength * 1.01);
        }

        return (_usesPairs ? scale * length : scale, relative * length);
    }
}
