using RuVector.Training.Curriculum;
using RuVector.Training.Losses;
using RuVector.Training.Mining;
using RuVector.Training.Numerics;
using RuVector.Training.Optimizers;
using RuVector.Training.TestKit;

namespace RuVector.Training.Tests;

/// <summary>The usage example of the origin, ruvector-attention's training module, in C#: loss, AdamW, linear curriculum, semi-hard miner, loop.</summary>
[TestFixture]
public sealed class OriginUsageTests
{
    private const int Dimension = 16;

    [Test]
    public void TrainingLoop_AsInTheOrigin_TrainsAndConverges()
    {
        // One anchor to train, its positive, and candidates that crowd around both.
        float[] anchor = Batches.Vector(Dimension, seed: 1);
        float[] positive = Batches.Vector(Dimension, seed: 2);
        float[][] candidates = [.. Enumerable.Range(0, 40).Select(i => Near(i % 2 == 0 ? anchor : positive, seed: 100 + i))];

        InfoNceLoss loss = new(new InfoNceOptions { Temperature = 0.07f });
        AdamWOptimizer optimizer = new(new AdamWOptions { LearningRate = 0.02f });
        CurriculumCursor curriculum = CurriculumScheduler.Linear(
            stages: 5, samplesPerStage: 60, negativesStart: 2, negativesEnd: 12, temperatureStart: 0.5f, temperatureEnd: 0.07f).CreateCursor();
        INegativeMiner miner = HardNegativeMiner.SemiHard(margin: 0.5f);

        List<double> similarities = [Cosine(anchor, positive)];
        double before = loss.Evaluate(anchor, positive, candidates);
        while (!curriculum.IsComplete)
        {
            CurriculumStage stage = curriculum.Current;
            int[] hard = miner.Mine(anchor, positive, candidates, stage.NegativesPerAnchor);
            loss.Temperature = stage.Temperature;
            VectorGradients gradients = loss.EvaluateWithGradients(anchor, positive, [.. hard.Select(i => candidates[i])]);
            optimizer.Step(anchor, gradients.Anchor);
            curriculum.Step(1);
            similarities.Add(Cosine(anchor, positive));
        }

        loss.Temperature = 0.07f;
        double after = loss.Evaluate(anchor, positive, candidates);
        curriculum.Progress.ShouldBe(1);
        similarities[^1].ShouldBeGreaterThan(similarities[0] + 0.5, "the anchor found its positive");
        after.ShouldBeLessThan(before / 2);
        candidates.Count(c => Cosine(anchor, c) > similarities[^1]).ShouldBeLessThan(3, "hardly a candidate is nearer than the positive");
    }

    private static float[] Near(float[] centre, int seed)
    {
        float[] noise = Batches.Vector(Dimension, seed);
        return [.. centre.Zip(noise, static (c, n) => c + n)];
    }

    private static double Cosine(float[] a, float[] b)
    {
        double dot = a.Zip(b, static (x, y) => (double)x * y).Sum();
        return dot / (UnitRows.Length(a) * UnitRows.Length(b));
    }
}
