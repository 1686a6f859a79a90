using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using RuVector.Training.Curriculum;

namespace RuVector.Training.Trainer;

/// <summary>Settings of a training run that belong to no component.</summary>
public sealed class TrainerOptions
{
    /// <summary>Gets or sets the number of optimizer steps.</summary>
    /// <value>1 or more. The default value is 755.</value>
    [Range(1, int.MaxValue)]
    public int Steps { get; set; } = 755;

    /// <summary>Gets or sets how often the run goes over all samples, in place of <see cref="Steps"/>; <see langword="null"/> to let <see cref="Steps"/> decide.</summary>
    /// <remarks>The number of steps then follows from the data: create the run with <see cref="TrainingRunContext.SampleCount"/>, so that schedules know their length.</remarks>
    /// <value>1 or more. The default value is <see langword="null"/>.</value>
    [Range(1, int.MaxValue)]
    public int? Epochs { get; set; }

    /// <summary>Gets or sets the number of pairs in a batch.</summary>
    /// <value>2 or more. The default value is 256.</value>
    [Range(2, 1 << 20)]
    public int BatchSize { get; set; } = 256;

    /// <summary>Gets or sets which samples come together in a batch: <see cref="BatchSampling.Shuffle"/> for all data, <see cref="BatchSampling.NoDuplicates"/> for pairs, the other ones for labelled rows.</summary>
    /// <remarks>Where it fills fewer batches than the number of samples allows, <see cref="Epochs"/> still counts steps by the number of samples.</remarks>
    /// <value>The default value is <see cref="BatchSampling.Shuffle"/>.</value>
    [EnumDataType(typeof(BatchSampling))]
    public BatchSampling Sampling { get; set; }

    /// <summary>Gets or sets the number of samples of each label in a batch, for <see cref="BatchSampling.PerClass"/>; the batch has as many labels as fill it.</summary>
    /// <value>1 or more, at most <see cref="BatchSize"/>. The default value is 4.</value>
    [Range(1, 1 << 20)]
    public int SamplesPerClass { get; set; } = 4;

    /// <summary>Gets or sets a value indicating whether, of the scored pairs of a first vector, the one with the highest score is the positive and the others are negatives: for losses that hold the two against each
    /// other, as <see cref="Losses.MarginMseLoss"/> does. Otherwise all are positives with a score.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool BestAgainstRest { get; set; }

    /// <summary>Gets or sets how many embeddings of past batches labelled rows are compared with besides their own batch (cross-batch memory); 0 for none.</summary>
    /// <value>0 or more. The default value is 0.</value>
    [Range(0, int.MaxValue)]
    public int MemorySize { get; set; }

    /// <summary>Gets or sets after how many steps a remembered embedding is too old to be compared with; <see langword="null"/> for never.</summary>
    /// <value>1 or more. The default value is <see langword="null"/>.</value>
    [Range(1, int.MaxValue)]
    public int? MemoryAge { get; set; }

    /// <summary>Gets or sets the number of batches whose average gradient makes one step.</summary>
    /// <remarks>It makes the gradient less noisy, as a larger <see cref="BatchSize"/> does, in the memory of one batch; but it adds no negatives: an anchor meets those of its own batch alone. A batch without a term does not count.</remarks>
    /// <value>1 or more. The default value is 1.</value>
    [Range(1, 1 << 20)]
    public int AccumulationSteps { get; set; } = 1;

    /// <summary>Gets what the optimizer does differently for some parameters during a run; of two groups that fit a parameter the later holds.</summary>
    /// <value>The default value is empty.</value>
    [ValidateEnumeratedItems]
    public IList<ParameterGroupOptions> ParameterGroups { get; } = [];

    /// <summary>Gets or sets the seed of everything random in the run, where <see cref="TrainingRunContext.Seed"/> does not say it.</summary>
    /// <value>Any number. The default value is 1.</value>
    public ulong Seed { get; set; } = 1;

    /// <summary>Gets or sets a value indicating whether the positives of the other anchors of a batch are negatives.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool InBatchNegatives { get; set; } = true;

    /// <summary>Gets or sets the number of negatives mined for each anchor where no curriculum says it.</summary>
    /// <value>0 or more. The default value is 0.</value>
    [Range(0, 1 << 16)]
    public int NegativesPerAnchor { get; set; }

    /// <summary>Gets or sets the number of documents that negatives are mined from, drawn anew each step from the documents that are a positive of some query; 0 for all of these.</summary>
    /// <value>0 or more. The default value is 4096.</value>
    [Range(0, int.MaxValue)]
    public int MiningPoolSize { get; set; } = 4096;

    /// <summary>Gets or sets after how many steps the negatives of all queries are mined anew, beside the training; 0 to mine for each batch at its step.</summary>
    /// <remarks>
    /// <para>Mining for a batch sees the model as it is, and costs its time at every step. A snapshot is mined with the model as it was half of the steps before, and costs a step nothing while a second core is free:
    /// with it the pool may be large. The number of negatives is then the largest that a step of the time asks for; each step takes the first ones.</para>
    /// <para>Which snapshot a step uses does not depend on how fast the mining is.</para>
    /// </remarks>
    /// <value>0 or more. The default value is 0.</value>
    [Range(0, int.MaxValue)]
    public int RemineEvery { get; set; }

    /// <summary>Gets or sets the global norm that gradients are clipped to; <see langword="null"/> for no clipping. The parameters of a loss that learns are clipped apart from those of the model.</summary>
    /// <value>Finite, more than 0. The default value is <see langword="null"/>.</value>
    [Range(float.Epsilon, float.MaxValue)]
    public float? MaxGradientNorm { get; set; }

    /// <summary>Gets or sets after how many steps the validation metric is computed, besides at the end; 0 for only at the end.</summary>
    /// <value>0 or more. The default value is 100.</value>
    [Range(0, int.MaxValue)]
    public int EvaluateEvery { get; set; } = 100;

    /// <summary>Gets or sets the name of the metric that early stopping, the best model and a learning rate that follows a metric look at; <see langword="null"/> for the first one of the evaluation.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Metric { get; set; }

    /// <summary>Gets or sets which way the metric improves.</summary>
    /// <value>The default value is <see cref="MetricGoal.Maximize"/>.</value>
    [EnumDataType(typeof(MetricGoal))]
    public MetricGoal MetricGoal { get; set; } = MetricGoal.Maximize;

    /// <summary>Gets or sets after how many evaluations in a row that are not better than the best the run ends; <see langword="null"/> to run to the end.</summary>
    /// <value>1 or more. The default value is <see langword="null"/>.</value>
    [Range(1, int.MaxValue)]
    public int? EarlyStoppingPatience { get; set; }

    /// <summary>Gets or sets by how much an evaluation must be better than the best to be the new best.</summary>
    /// <value>Finite, 0 or more. The default value is 0.</value>
    [Range(0.0, double.MaxValue)]
    public double EarlyStoppingMinDelta { get; set; }

    /// <summary>Gets or sets a value indicating whether the model ends with the parameters of the best evaluation instead of the last ones.</summary>
    /// <remarks>Costs one copy of the parameters. What the loss learns keeps its last values.</remarks>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool RestoreBest { get; set; }

    /// <summary>Gets or sets after how many steps the run is saved, where it has a place for checkpoints (<see cref="TrainingHooks.Checkpoints"/>); 0 for only at the end, at each new best evaluation and when it is cancelled.</summary>
    /// <value>0 or more. The default value is 100.</value>
    [Range(0, int.MaxValue)]
    public int CheckpointEvery { get; set; } = 100;

    /// <summary>Gets or sets what happens when a checkpoint cannot be saved.</summary>
    /// <value>The default value is <see cref="CheckpointFailurePolicy.Stop"/>.</value>
    [EnumDataType(typeof(CheckpointFailurePolicy))]
    public CheckpointFailurePolicy OnCheckpointFailure { get; set; }

    /// <summary>Gets or sets how many steps in a row may be skipped because of their gradients before the run fails.</summary>
    /// <value>1 or more. The default value is 3.</value>
    [Range(1, int.MaxValue)]
    public int MaxConsecutiveSkips { get; set; } = 3;

    /// <summary>Gets or sets how many threads the run computes with, the calling one included; <see langword="null"/> for as many as the process allows (<see cref="Numerics.ComputeThreads"/>).</summary>
    /// <remarks>The result has the same bits for every number.</remarks>
    /// <value>1 or more. The default value is <see langword="null"/>.</value>
    [Range(1, int.MaxValue)]
    public int? MaxDegreeOfParallelism { get; set; }

    /// <summary>Gets the number of steps of a run over some samples: <see cref="Epochs"/> times the steps that the samples of an epoch make, or <see cref="Steps"/>.</summary>
    /// <param name="samples">Number of samples, 1 or more.</param>
    /// <returns>1 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is less than 1.</exception>
    public long TotalSteps(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        return Epochs is { } epochs ? (long)epochs * Math.Max(1, samples / BatchSize / AccumulationSteps) : Steps;
    }
}

/// <summary>Checks the ranges of <see cref="TrainerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class TrainerOptionsValidator : IValidateOptions<TrainerOptions>;
