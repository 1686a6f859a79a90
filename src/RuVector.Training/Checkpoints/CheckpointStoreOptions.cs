namespace RuVector.Training.Checkpoints;

/// <summary>What a folder of checkpoints keeps, and how it is opened.</summary>
public sealed class CheckpointStoreOptions
{
    /// <summary>Gets or sets how many of the latest checkpoints stay.</summary>
    /// <value>At least 1. The default value is 3.</value>
    public int KeepLast { get; set; } = 3;

    /// <summary>Gets or sets whether the checkpoint with the best metric stays as well.</summary>
    /// <value>The default value is <see langword="true"/>; without metrics it has no effect.</value>
    public bool KeepBest { get; set; } = true;

    /// <summary>Gets or sets whether a higher metric is better. Of equal ones the earlier is better.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool HigherIsBetter { get; set; } = true;

    /// <summary>Gets or sets whether a save reads back what it wrote and compares digests before the file gets its name.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Verify { get; set; } = true;

    /// <summary>Gets or sets whether the folder is only read: it may be in use by the process that trains, and nothing in it is changed.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ReadOnly { get; set; }

    /// <summary>Gets or sets limits of the files, and the key that signs them.</summary>
    public CheckpointFileOptions File { get; set; } = new();
}
