namespace RuVector.Training.Conformance.Tests;

public sealed class ComparisonTests
{
    private static readonly GoldenCase Golden = GoldenCase.Parse("""
        {
          "format": 1, "name": "n", "category": "mining", "function": "f", "parameters": {}, "inputs": {},
          "expected": {
            "number": -2,
            "matrix": {"shape": [2, 3], "data": [1, 2, 3, 4, 5, 6]},
            "scalar": {"shape": [], "data": [7]},
            "list": [1, null, 3],
            "lists": [[4, 2], []],
            "tolerance": {"fixed": {"rel": 0.25, "abs": 0.5}, "rows": {"rel": 0, "abs": [0, 10]}, "few": {"rel": 0, "abs": [1]}, "negative": {"rel": 0, "abs": -1}}
          }
        }
        """);

    [TestCase(-3.0, true)]
    [TestCase(-1.0, true)]
    [TestCase(-3.0000001, false)]
    [TestCase(-0.9999999, false)]
    [TestCase(double.NaN, false)]
    [TestCase(double.PositiveInfinity, false)]
    public void Number_AllowedDifference_IsAbsolutePlusRelativeOfExpected(double got, bool accepted)
    {
        Comparison comparison = new(Golden);

        comparison.Number("number", got, Golden.Expected.Tolerance("tolerance.fixed"));

        (comparison.Worst is null).ShouldBe(accepted);
    }

    [Test]
    public void Singles_ToleranceOfEachRow_AppliesToThatRow()
    {
        Comparison comparison = new(Golden);

        comparison.Singles("matrix", [1, 2, 3.5f, 14, -5, 6], Golden.Expected.Tolerance("tolerance.rows"));

        comparison.Worst.ShouldBe(new Mismatch("matrix", comparison.Worst!.Index, 3, 3.5, 0));
        comparison.Worst.Index.ShouldBe([0, 2]);
        comparison.Mismatches.ShouldBe(1);
    }

    [Test]
    public void Singles_FiniteRow_AcceptsAnyFiniteNumberAndNoOther()
    {
        Comparison finite = new(Golden);
        Comparison nan = new(Golden);

        finite.Singles("matrix", [-1e30f, 0, 9, 4, 5, 6], GoldenTolerance.Exact, new HashSet<int> { 0 });
        nan.Singles("matrix", [1, 2, float.NaN, 4, 5, 6], GoldenTolerance.Exact, new HashSet<int> { 0 });

        finite.Worst.ShouldBeNull();
        nan.Worst.ShouldNotBeNull().ToString().ShouldBe("matrix[0, 2]: expected 3, got NaN, allowed Infinity");
    }

    [TestCase(new[] { 1f, 2f, 3f, 4f, 5f }, "matrix.length: expected 6, got 5, allowed 0")]
    [TestCase(new float[0], "matrix.length: expected 6, got 0, allowed 0")]
    [TestCase(new[] { 1f, 2f, 3f, 4f, 5f, 6f, 7f }, "matrix.length: expected 6, got 7, allowed 0")]
    public void Singles_OtherLength_IsAMismatch(float[] got, string message)
    {
        Comparison comparison = new(Golden);

        comparison.Singles("matrix", got, Golden.Expected.Tolerance("tolerance.fixed"));

        comparison.Worst.ShouldNotBeNull().ToString().ShouldBe(message);
    }

    [Test]
    public void Values_NoValueForANumberOrTheReverse_IsAMismatch()
    {
        Comparison same = new(Golden);
        Comparison missing = new(Golden);
        Comparison extra = new(Golden);

        same.Values("list", [1, null, 3], GoldenTolerance.Exact);
        missing.Values("list", [1, null, null], GoldenTolerance.Exact);
        extra.Values("list", [1, 0, 3], GoldenTolerance.Exact);

        same.Worst.ShouldBeNull();
        missing.Worst.ShouldNotBeNull().ToString().ShouldBe("list[2]: expected 3, got no value, allowed 0");
        extra.Worst.ShouldNotBeNull().ToString().ShouldBe("list[1]: expected no value, got 0, allowed 0");
    }

    [Test]
    public void Indices_OtherOrder_IsAMismatch()
    {
        Comparison comparison = new(Golden);

        comparison.Indices("lists[0]", [2, 4]);

        comparison.Worst.ShouldNotBeNull().ToString().ShouldBe("lists[0][0]: expected 4, got 2, allowed 0");
        comparison.Mismatches.ShouldBe(2);
    }

    [Test]
    public void Worst_SeveralMismatches_IsTheOneFarthestOffMeasuredByWhatIsAllowed()
    {
        Comparison comparison = new(Golden);

        comparison.Number("scalar", 17, Golden.Expected.Tolerance("tolerance.fixed"));
        comparison.Number("number", -12, Golden.Expected.Tolerance("tolerance.fixed"));

        comparison.Worst.ShouldNotBeNull().ToString().ShouldBe("number: expected -2, got -12, allowed 1");
        comparison.Mismatches.ShouldBe(2);
        comparison.Numbers.ShouldBe(2);
    }

    [Test]
    public void NotCompared_SomeCompared_NamesTheRest()
    {
        Comparison comparison = new(Golden);

        comparison.Key("number").ShouldBe(-2);
        comparison.Indices("lists[1]", []);

        comparison.NotCompared.ShouldBe(["matrix", "scalar", "list", "lists[0]"]);
    }

    [TestCase("few", "Expected a tolerance for each of the 2 rows of matrix, but got 1.")]
    [TestCase("negative", "Expected tolerances of 0 or more, but got a negative one.")]
    [TestCase("none", "Expected expected.tolerance.none, but the case has none.")]
    public void Singles_UnfitTolerance_Throws(string tolerance, string message)
    {
        Comparison comparison = new(Golden);

        Should.Throw<GoldenFormatException>(() => comparison.Singles("matrix", new float[6], Golden.Expected.Tolerance($"tolerance.{tolerance}"))).Message.ShouldBe(message);
    }

    [TestCase("list", "Expected expected.list to be an integer.")]
    [TestCase("other", "Expected expected.other, but the case has none.")]
    public void Key_NoInteger_Throws(string path, string message) =>
        Should.Throw<GoldenFormatException>(() => new Comparison(Golden).Key(path)).Message.ShouldBe(message);
}
