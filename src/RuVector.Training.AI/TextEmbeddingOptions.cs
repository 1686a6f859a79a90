using Microsoft.Extensions.AI;

namespace RuVector.Training.AI;

/// <summary>How texts are embedded.</summary>
public sealed class TextEmbeddingOptions
{
    /// <summary>Gets or sets how many texts the generator is asked for at once.</summary>
    /// <value>1 or more. The default is 256.</value>
    public int BatchSize { get; set; } = 256;

    /// <summary>Gets or sets options for the generator; its <see cref="EmbeddingGenerationOptions.Dimensions"/> is required of every vector.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public EmbeddingGenerationOptions? Generation { get; set; }

    /// <summary>Gets or sets who is told after each batch.</summary>
    /// <value>The default is <see langword="null"/>: nobody.</value>
    public IProgress<EmbeddingProgress>? Progress { get; set; }
}
