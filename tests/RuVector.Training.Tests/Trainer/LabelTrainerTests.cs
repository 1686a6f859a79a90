using RuVector.Training.Adapters;
using RuVector.Training.Data;
using RuVector.Training.Losses;
using RuVector.Training.Mining;
using RuVector.Training.Optimizers;
using RuVector.Training.Runs;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

[TestFixture]
public sealed class LabelTrainerTests
{
    private static readonly LabelledDataset _data = SyntheticLabels.Create();

    [Test]
    public void Train_RowsOfClassesBehindNoise_BringsTheClassesTogether()
    {
        LinearAdapter model = new(SyntheticLabels.Dimension);
        double before = SyntheticLabels.ShareOfNearestWithSameLabel(model, _data);
        Reports reports = Train(LabelEncoder.Of(model), new SupConLoss(), Options(steps: 150));
        SyntheticLabels.ShareOfNearestWithSameLabel(model, _data).ShouldBeGreaterThan(before + 0.15);
        reports.TakeLast(10).Average(static report => report.Loss).ShouldBeLessThan(0.9 * reports.Take(10).Average(static report => report.Loss));
    }

    [TestCase("ArcFace")]
    [TestCase("CosFace")]
    [TestCase("ProxyNca")]
    [TestCase("ProxyAnchor")]
    public void Train_ClassVectors_AreLearnedAlong(string name)
    {
        ILoss loss = name switch { "ArcFace" => new ArcFaceLoss(), "CosFace" => new CosFaceLoss(), "ProxyNca" => new ProxyNcaLoss(), _ => new ProxyAnchorLoss() };
        LinearAdapter model = new(SyntheticLabels.Dimension);
        LabelEncoder encoder = LabelEncoder.WithClasses(model, _data.ClassCount, seed: 3);
        float[] classes = encoder.Classes!.Parameters.Values.ToArray();
        double before = SyntheticLabels.ShareOfNearestWithSameLabel(model, _data);
        Reports reports = Train(encoder, loss, Options(steps: 150));
        encoder.Classes.Parameters.Values.ToArray().ShouldNotBe(classes);
        reports.TakeLast(10).Average(static report => report.Loss).ShouldBeLessThan(0.9 * reports.Take(10).Average(static report => report.Loss));
        SyntheticLabels.ShareOfNearestWithSameLabel(model, _data).ShouldBeGreaterThan(before);
    }

    [Test]
    public void Train_PerClass_HasSoManySamplesOfEachLabel()
    {
        SeenBatches loss = new();
        TrainerOptions options = Options(steps: 30);
        (options.Sampling, options.SamplesPerClass) = (BatchSampling.PerClass, 4);
        Train(LabelEncoder.Of(new LinearAdapter(SyntheticLabels.Dimension)), loss, options);
        loss.Positives.ShouldAllBe(static positives => positives == 3);
        loss.Rows.ShouldBe(30 * 16);
    }

    [Test]
    public void Train_GroupByLabel_LeavesNobodyAlone()
    {
        SeenBatches loss = new();
        TrainerOptions options = Options(steps: 30);
        options.Sampling = BatchSampling.GroupByLabel;
        Train(LabelEncoder.Of(new LinearAdapter(SyntheticLabels.Dimension)), loss, options);
        loss.Positives.ShouldAllBe(static positives => positives >= 1);
    }

    [Test]
    public void Train_Memory_AddsThePastAndNeverTheRowItself()
    {
        SeenBatches loss = new();
        TrainerOptions options = Options(steps: 12);
        (options.MemorySize, options.MemoryAge, options.AccumulationSteps) = (64, 3, 2);
        Train(LabelEncoder.Of(new LinearAdapter(SyntheticLabels.Dimension)), loss, options);

        // Two batches of 16 a step: none at first, then those of the step before, then as many as fit.
        loss.Candidates.ShouldBe([16, 16, 48, 48, .. Enumerable.Repeat(80, 20)]);
        loss.SameVectorAsPositive.ShouldBe(0, "the adapter stays as it is, so a row that is seen again has the same embedding");
    }

    [Test]
    public void Train_MemoryGradients_AreThoseOfTheLoss()
    {
        // One step with a full memory, against the numeric gradient of the same step.
        float[] start = new LinearAdapter(SyntheticLabels.Dimension).Parameters.Values.ToArray();
        float[] stepped = AfterTwoSteps(start, learningRate: 1, out _);
        const float H = 5e-3f;
        for (int place = 0; place < start.Length; place += 11)
        {
            float[] up = [.. start], down = [.. start];
            up[place] += H;
            down[place] -= H;
            AfterTwoSteps(start, 0, out _, up);
            AfterTwoSteps(start, 0, out double high, up);
            AfterTwoSteps(start, 0, out double low, down);
            float expected = (float)((high - low) / (2 * H));
            (start[place] - stepped[place]).ShouldBe(expected, 5e-4f + (0.02f * Math.Abs(expected)), $"parameter {place}");
        }
    }

    [Test]
    public void Train_Miner_ChoosesAmongTheRowsOfOtherLabels()
    {
        SeenBatches loss = new();
        TrainerOptions options = Options(steps: 5);
        options.NegativesPerAnchor = 3;
        TrainingRun run = new() { Loss = loss, Optimizer = new SgdOptimizer(new SgdOptions { LearningRate = 0 }), Miner = new HardestMiner() };
        TrainingSummary summary = new LabelTrainer(run, options).Train(LabelEncoder.Of(new LinearAdapter(SyntheticLabels.Dimension)), _data, new TrainingHooks());
        loss.Negatives.ShouldAllBe(static negatives => negatives == 3);
        summary.MinedNegatives.ShouldBe(5 * 16 * 3);
    }

    [Test]
    public void Train_WhatDoesNotFit_IsRefused()
    {
        LabelTrainer trainer = new(new TrainingRun { Loss = new SupConLoss(), Optimizer = new SgdOptimizer() }, Options(1));
        Refusal(trainer, LabelEncoder.Of(new LinearAdapter(5))).ShouldStartWith("Expected a model for rows of dimension 8, as the data has, but got one that takes 5.");
        Refusal(trainer, LabelEncoder.WithClasses(new LinearAdapter(8), 2, seed: 1)).ShouldStartWith("Expected a vector for each of the 6 classes and no memory beside them, but got 2 and a MemorySize of 0.");
        LabelTrainer mining = new(new TrainingRun { Loss = new ArcFaceLoss(), Optimizer = new SgdOptimizer(), Miner = new HardestMiner() }, Options(1));
        Refusal(mining, LabelEncoder.WithClasses(new LinearAdapter(8), 6, seed: 1)).ShouldStartWith("Expected no miner beside class vectors, all of which a row is compared with, but got HardestMiner.");
        TrainerOptions options = Options(1);
        options.Sampling = BatchSampling.NoDuplicates;
        Refusal(new(new TrainingRun { Loss = new SupConLoss(), Optimizer = new SgdOptimizer() }, options), LabelEncoder.Of(new LinearAdapter(8)))
            .ShouldStartWith("Expected Shuffle, GroupByLabel or PerClass as the Sampling of labelled rows, but got NoDuplicates.");
        options.Sampling = BatchSampling.PerClass;
        options.SamplesPerClass = 16;
        (options.BatchSize, options.SamplesPerClass) = (256, 64);
        Refusal(new(new TrainingRun { Loss = new SupConLoss(), Optimizer = new SgdOptimizer() }, options), LabelEncoder.Of(new LinearAdapter(8)))
            .ShouldStartWith("Expected data that fill a batch of 256 with the Sampling that is set, but got fewer samples that fit together.");
        options.RemineEvery = 3;
        Should.Throw<ArgumentException>(() => new LabelTrainer(new TrainingRun { Loss = new SupConLoss(), Optimizer = new SgdOptimizer() }, options)).Message
            .ShouldStartWith("Expected RemineEvery of 0, because negatives of labelled rows are mined in their batch, but got 3.");

        static string Refusal(LabelTrainer trainer, LabelEncoder encoder) => Should.Throw<ArgumentException>(() => trainer.Train(encoder, _data, new TrainingHooks())).Message;
    }

    [Test]
    public void Train_PerClassThatDoesNotFillTheBatch_CountsTheSamplesThatAreThere()
    {
        TrainerOptions options = Options(steps: 2);
        (options.BatchSize, options.Sampling, options.SamplesPerClass) = (15, BatchSampling.PerClass, 4);
        Train(LabelEncoder.Of(new LinearAdapter(SyntheticLabels.Dimension)), new SupConLoss(), options).ShouldAllBe(static report => report.Samples == 12);
    }

    [Test]
    public void Constructor_SettingsOfOtherTrainers_AreRefused()
    {
        TrainingRun run = new() { Loss = new InfoNceLoss(), Optimizer = new SgdOptimizer() };
        Refusal(() => new PairTrainer(run, new TrainerOptions { MemorySize = 5 })).ShouldStartWith("Expected only settings that PairTrainer reads, but got a MemorySize of 5.");
        Refusal(() => new PairTrainer(run, new TrainerOptions { BestAgainstRest = true })).ShouldStartWith("Expected only settings that PairTrainer reads, but got BestAgainstRest.");
        Refusal(() => new LabelTrainer(run, new TrainerOptions { BestAgainstRest = true })).ShouldStartWith("Expected only settings that LabelTrainer reads, but got BestAgainstRest.");
        Refusal(() => new ScoredPairTrainer(run, new TrainerOptions { Sampling = BatchSampling.PerClass })).ShouldStartWith("Expected only settings that ScoredPairTrainer reads, but got Sampling PerClass.");
        Refusal(() => new GraphTrainer(run, new TrainerOptions { Sampling = BatchSampling.NoDuplicates }, new GraphTrainerOptions())).ShouldNotBeEmpty();

        static string Refusal(Func<object> create) => Should.Throw<ArgumentException>(create).Message;
    }

    private static TrainerOptions Options(int steps) => new() { Steps = steps, BatchSize = 16, EvaluateEvery = 0 };

    private static Reports Train(LabelEncoder encoder, ILoss loss, TrainerOptions options)
    {
        Reports reports = [];
        TrainingRun run = new() { Loss = loss, Optimizer = new AdamWOptimizer(new AdamWOptions { LearningRate = loss is SeenBatches ? 0 : 0.01f }) };
        new LabelTrainer(run, options).Train(encoder, _data, new TrainingHooks { Progress = reports });
        return reports;
    }

    /// <summary>Fills a memory with embeddings of the start in a first step, takes a second one with it, and gives the parameters and the loss of the second step.</summary>
    private static float[] AfterTwoSteps(float[] start, float learningRate, out double loss, float[]? second = null)
    {
        LinearAdapter model = new(SyntheticLabels.Dimension);
        start.CopyTo(model.Parameters.Values);
        Reports reports = new(report => Replace(report, model, second));
        TrainerOptions options = Options(steps: 2);
        options.MemorySize = 16;
        TrainingRun run = new() { Loss = new SupConLoss(new SupConOptions { Temperature = 0.5f }), Optimizer = new SgdOptimizer(new SgdOptions { LearningRate = learningRate }), Scheduler = new SecondStepOnly() };
        new LabelTrainer(run, options).Train(LabelEncoder.Of(model), _data, new TrainingHooks { Progress = reports });
        loss = reports[1].Loss;
        return model.Parameters.Values.ToArray();

        static void Replace(TrainingProgress report, LinearAdapter model, float[]? second)
        {
            if (report.Step == 1)
            {
                second?.CopyTo(model.Parameters.Values);
            }
        }
    }

    private sealed class SecondStepOnly : IScheduler
    {
        public float ValueAt(long step) => step == 1 ? 1 : 0;
    }

    /// <summary>Learns nothing; looks at the relations of each batch.</summary>
    private sealed class SeenBatches : ILoss
    {
        public List<int> Positives { get; } = [];

        public List<int> Negatives { get; } = [];

        public List<int> Candidates { get; } = [];

        public int Rows => Positives.Count;

        public int SameVectorAsPositive { get; private set; }

        public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
        {
            outputs.AnchorGradients.Fill(0);
            outputs.CandidateGradients.Fill(0);
            Candidates.Add(batch.Candidates.Rows);
            for (int row = 0; row < batch.Relations.RowCount; row++)
            {
                (int positives, int negatives) = (0, 0);
                for (int candidate = 0; candidate < batch.Candidates.Rows; candidate++)
                {
                    PairKind kind = batch.Relations.KindOf(row, candidate);
                    positives += kind == PairKind.Positive ? 1 : 0;
                    negatives += kind == PairKind.Negative ? 1 : 0;
                    SameVectorAsPositive += kind == PairKind.Positive && batch.Candidates[candidate].SequenceEqual(batch.Anchors[row]) ? 1 : 0;
                }

                Positives.Add(positives);
                Negatives.Add(negatives);
            }

            return new LossResult(1, batch.Relations.RowCount);
        }
    }
}
