namespace RuVector.Training.TestKit;

/// <summary>Accepts a number within <c>max(Absolute, Relative * |expected|)</c> of the expected one; never NaN, and never an infinity.</summary>
public readonly record struct Tolerance(double Absolute, double Relative)
{
    /// <summary>For float32 results compared with a float64 reference.</summary>
    public static Tolerance ForFloat => new(1e-6, 1e-5);

    /// <summary>For float64 results compared with a float64 reference.</summary>
    public static Tolerance ForDouble => new(1e-12, 1e-9);

    /// <summary>The largest difference that is accepted.</summary>
    public double Allowed(double expected) => Math.Max(Absolute, Relative * Math.Abs(expected));

    /// <summary>Tells whether a number is near enough.</summary>
    public bool Accepts(double got, double expected) => double.IsFinite(got) && Math.Abs(got - expected) <= Allowed(expected);

    /// <summary>Fails the test with the first numbers that are not near enough.</summary>
    public void ShouldAccept(ReadOnlySpan<float> got, ReadOnlySpan<double> expected, string name = "value")
    {
        got.Length.ShouldBe(expected.Length, $"number of values of {name}");
        List<string> wrong = [];
        for (int i = 0; i < expected.Length; i++)
        {
            if (!Accepts(got[i], expected[i]))
            {
                wrong.Add(FormattableString.Invariant($"{name}[{i}]: expected {expected[i]:R} +- {Allowed(expected[i]):G3}, but got {got[i]:R}"));
            }
        }

        wrong.ShouldBeEmpty();
    }
}
