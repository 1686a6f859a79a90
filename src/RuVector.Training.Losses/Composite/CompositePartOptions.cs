namespace RuVector.Training.Losses;

/// <summary>One part of a <see cref="CompositeOptions"/>: which loss (the key <c>Type</c>), and its weight.</summary>
public sealed class CompositePartOptions : ComponentSelection
{
    /// <summary>Gets or sets the weight; with a <see cref="WeightScheduler"/>, what its factor is multiplied by.</summary>
    /// <value>Finite, 0 or more. The default value is 1.</value>
    public float Weight { get; set; } = 1f;

    /// <summary>Gets which schedule gives a factor of the weight by step.</summary>
    /// <value>One of those of the slot <c>Scheduler</c>. The default value selects none: the weight is constant.</value>
    public ComponentSelection WeightScheduler { get; } = new();
}
