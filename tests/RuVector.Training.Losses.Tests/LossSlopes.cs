using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>The oracle of a loss at one batch: its value, and its slopes by central differences.</summary>
internal sealed class LossSlopes
{
    /// <summary>Half the distance of the two evaluations of a difference.</summary>
    public const double Step = 1e-5;

    private const int Elements = 12;
    private readonly double[,] _anchors;
    private readonly double[,] _candidates;
    private readonly PairRelations _relations;
    private readonly LossCase _loss;
    private readonly Func<double[,], double[,], double> _oracle;

    public LossSlopes(LossCase loss, LossInput input)
    {
        (_loss, _relations) = (loss, input.Relations);
        _anchors = Oracle.ToDouble(input.Anchors);
        _candidates = input.OneMatrix ? _anchors : Oracle.ToDouble(input.Candidates);
        _oracle = loss.OracleAt((double[,])_anchors.Clone(), (double[,])_candidates.Clone(), _relations);
        DistanceFromCorner = Oracle.DistanceFromCorner(() => Value = _oracle(_anchors, _candidates));
    }

    public double Value { get; private set; }

    public double DistanceFromCorner { get; }

    /// <summary>Fails the test unless the gradients have these slopes.</summary>
    public void ShouldBeThoseOf(LossInput input, Random random)
    {
        Compare(_anchors, input.AnchorGradients, random, "anchors");
        if (!input.OneMatrix)
        {
            Compare(_candidates, input.CandidateGradients, random, "candidates");
        }
    }

    /// <summary>Fails the test unless the gradients of what the loss learns have these slopes.</summary>
    public void ShouldBeThoseOf(ParameterSet parameters) =>
        GradientCheck.Of(p => _loss.OracleOfParameters!(p, _anchors, _candidates, _relations), parameters.Values, Step).ShouldBe(parameters.Gradients, absolute: _loss.GradientError);

    /// <summary>Compares the slopes along some elements, and along one direction that every element has a part in.</summary>
    private void Compare(double[,] point, float[,] gradient, Random random, string name)
    {
        double absolute = _loss.GradientError * Math.Max(1, gradient.Cast<float>().Max(static g => Math.Abs(g)));
        for (int i = 0; i <= Elements; i++)
        {
            double[,] direction = i == Elements ? Unit(point, random) : Element(point, random);
            double slope = 0;
            for (int row = 0; row < point.GetLength(0); row++)
            {
                for (int column = 0; column < point.GetLength(1); column++)
                {
                    slope += gradient[row, column] * direction[row, column];
                }
            }

            double expected = (Moved(point, direction, Step) - Moved(point, direction, -Step)) / (2 * Step);
            slope.ShouldBe(expected, Math.Max(absolute, 1e-4 * Math.Abs(expected)), name);
        }
    }

    private double Moved(double[,] point, double[,] direction, double step)
    {
        double[,] centre = (double[,])point.Clone();
        for (int i = 0; i < point.Length; i++)
        {
            point[i / point.GetLength(1), i % point.GetLength(1)] += step * direction[i / point.GetLength(1), i % point.GetLength(1)];
        }

        double value = _oracle(_anchors, _candidates);
        Array.Copy(centre, point, centre.Length);
        return value;
    }

    private static double[,] Element(double[,] point, Random random)
    {
        double[,] direction = new double[point.GetLength(0), point.GetLength(1)];
        direction[random.Next(point.GetLength(0)), random.Next(point.GetLength(1))] = 1;
        return direction;
    }

    private static double[,] Unit(double[,] point, Random random)
    {
        double[,] direction = Oracle.ToDouble(Batches.Matrix(point.GetLength(0), point.GetLength(1), random.Next()));
        double length = Math.Sqrt(direction.Cast<double>().Sum(static x => x * x));
        for (int i = 0; i < direction.Length; i++)
        {
            direction[i / point.GetLength(1), i % point.GetLength(1)] /= length;
        }

        return direction;
    }
}
