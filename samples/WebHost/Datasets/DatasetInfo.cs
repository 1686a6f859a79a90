namespace WebHost.Datasets;

/// <summary>What is known of a data set without reading it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Queries">Number of different queries.</param>
/// <param name="Documents">Number of different documents.</param>
/// <param name="Pairs">Number of right pairs of the two.</param>
/// <param name="Dimension">Values of a vector.</param>
/// <param name="Uploaded">Whether a client sent it; the others are those of the operator.</param>
internal sealed record DatasetInfo(string Id, int Queries, int Documents, int Pairs, int Dimension, bool Uploaded);
