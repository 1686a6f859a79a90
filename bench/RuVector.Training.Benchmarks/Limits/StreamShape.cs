namespace RuVector.Training.Benchmarks;

/// <summary>How a stream walks through memory.</summary>
internal enum StreamShape
{
    /// <summary>One array is read.</summary>
    Read,

    /// <summary>One array is read, one written.</summary>
    Copy,

    /// <summary>Two arrays are read, one written.</summary>
    Triad,

    /// <summary>Three arrays are read, two of them written.</summary>
    Sgd,

    /// <summary>Four arrays are read, three of them written.</summary>
    Adam,
}
