namespace RuVector.Training.Curriculum.Tests;

/// <summary>The pictures of docs/schedules.md, by the section they stand in, drawn from the schedules themselves.</summary>
internal static class SchedulePictures
{
    private const int Run = 1000, Shown = 1100;

    private static readonly double[] _quarters = [0, 0.25, 0.5, 0.75, 1];

    public static readonly IReadOnlyDictionary<string, Func<Chart>> All = new Dictionary<string, Func<Chart>>
    {
        ["Constant"] = static () => Factors("Constant, alone and after a warm-up.", Line("alone", new ConstantScheduler(1f)), Line("WarmupSteps 200", new WarmupScheduler(new ConstantScheduler(1f), 200))),
        ["Linear"] = static () => Factors(
            "Linear, from 1 to a minimum, alone and after a warm-up.",
            Line("MinimumFactor 0", new LinearScheduler(1f, 0f, Run)),
            Line("MinimumFactor 0.2, WarmupSteps 150", new WarmupScheduler(new LinearScheduler(1f, 0.2f, Run - 150), 150))),
        ["Cosine"] = static () => Factors(
            "Cosine, from 1 to a minimum, alone and after a warm-up.",
            Line("MinimumFactor 0", new CosineScheduler(1f, 0f, Run)),
            Line("MinimumFactor 0.2, WarmupSteps 150", new WarmupScheduler(new CosineScheduler(1f, 0.2f, Run - 150), 150))),
        ["CosineRestarts"] = static () => OfTheRun(
            "CosineRestarts: four equal cycles, and three of which each is twice as long as the one before.",
            Factor(Line("Cycles 4", CosineRestartsScheduler.Within(1f, 0f, Run, 4))) with { Height = 130 },
            Factor(Line("Cycles 3, CycleFactor 2, MinimumFactor 0.1", CosineRestartsScheduler.Within(1f, 0.1f, Run, 3, 2))) with { Height = 130 }),
        ["Polynomial"] = static () => Factors("Polynomial by its power.", [.. new[] { 0.5, 1, 2, 4 }.Select(static power => Line(FormattableString.Invariant($"Power {power}"), new PolynomialScheduler(1f, 0f, Run, power)))]),
        ["Exponential"] = static () => Factors(
            "Exponential with 200 steps of decay, towards 0 and towards a minimum.",
            Line("Factor 0.5", new ExponentialScheduler(1f, 0.5, 200)),
            Line("Factor 0.5, MinimumFactor 0.2", new ExponentialScheduler(1f, 0.5, 200, 0.2f)),
            Line("Factor 0.1", new ExponentialScheduler(1f, 0.1, 200))),
        ["Step"] = static () => Factors("Step: stairs of equal length.", Line("Factor 0.5, StepSize 200", new StepScheduler(1f, 0.5, 200)), Line("Factor 0.1, StepSize 333", new StepScheduler(1f, 0.1, Run / 3))),
        ["MultiStep"] = static () => Factors("MultiStep: stairs at given steps.", Line("Milestones 300, 800, Factor 0.4", new MultiStepScheduler(1f, 0.4, [300, 800]))),
        ["OneCycle"] = static () => Factors(
            "OneCycle in two and in three phases.",
            Line("RiseFraction 0.3", new OneCycleScheduler(0.04f, 1f, 4e-6f, Run, 299)),
            Line("RiseFraction 0.4, ThreePhases, Shape Linear", new OneCycleScheduler(0.04f, 1f, 4e-6f, Run, 399, ScheduleShape.Linear, threePhases: true))),
        ["InverseSqrt"] = static () => Factors(
            "InverseSqrt after a warm-up, by its time scale.",
            [.. new[] { 50, 150 }.Select(static steps => Line($"WarmupSteps {steps}", new WarmupScheduler(new InverseSqrtScheduler(1f, steps), steps))), Line("Timescale 1000", new InverseSqrtScheduler(1f, 1000))]),
        ["WarmupStableDecay"] = static () => Factors(
            "WarmupStableDecay by the shape of its decay.",
            [.. Enum.GetValues<ScheduleShape>().Select(static shape => Line($"DecayShape {shape}", new WarmupStableDecayScheduler(1f, 0f, 100, 500, 400, shape)))]),
        ["Warm-up"] = static () => new Chart(
            "Warm-up of eight steps before a cosine, from one step up and from zero.",
            "step",
            0,
            44,
            [0, 8, 16, 24, 32, 40],
            Factor(
                Line("WarmupStart OneStep: (t + 1) / w", new WarmupScheduler(new CosineScheduler(1f, 0f, 32), 8), 44),
                Line("WarmupStart Zero: t / w", new WarmupScheduler(new CosineScheduler(1f, 0f, 32), 8, WarmupStart.Zero), 44)))
        { Marks = [(8, "end of the warm-up")] },
        ["Sequential"] = static () => Factors(
            "Sequential: three schedules, one after the other.",
            Line(
                "Constant to 300, Cosine to 700, then InverseSqrt",
                new SequentialScheduler([new ConstantScheduler(0.6f), new CosineScheduler(1f, 0.2f, 400), new InverseSqrtScheduler(0.5f, 100)], [300, 700]))),
        ["Scaled"] = static () => Factors(
            "Scaled: another schedule times a factor.",
            Line("Cosine", new CosineScheduler(1f, 0f, Run)),
            Line("Scaled by 0.5", new ScaledScheduler(new CosineScheduler(1f, 0f, Run), 0.5f))),
        ["ReduceOnPlateau"] = Plateau,
        ["TemperatureAnnealing"] = static () => OfTheRun(
            "TemperatureAnnealing in its four shapes, from 1 to 0.07.",
            new ChartPanel(
                "temperature",
                0,
                1,
                _quarters,
                Line("Linear", TemperatureAnnealing.Linear(1f, 0.07f, Run)),
                Line("Exponential", TemperatureAnnealing.Exponential(1f, 0.07f, Run)),
                Line("Cosine", TemperatureAnnealing.Cosine(1f, 0.07f, Run)),
                Line("Step", TemperatureAnnealing.Step(1f, 0.07f, Run, 100)))),
        ["Linear curriculum"] = static () => Stages("The linear curriculum with five stages.", CurriculumScheduler.Linear(5, 2000, 5, 20, 1f, 0.1f), 1, 20),
        ["EasyToHard"] = static () => Stages("The curriculum EasyToHard.", CurriculumScheduler.EasyToHard(10_000), 2, 60),
        ["Stages"] = RankWindows,
        ["Competence"] = Competence,
        ["SelfPaced"] = static () => new Chart(
            "SelfPaced: the weight of an example by its loss, at two thresholds.",
            "loss of the example",
            0,
            3,
            [0, 0.5, 1, 1.5, 2, 2.5, 3],
            [.. new[] { 1f, 2f }.Select(static threshold => new ChartPanel(
                FormattableString.Invariant($"weight at the threshold {threshold}"),
                0,
                1,
                [0, 0.5, 1],
                Weights("Hard", threshold, SelfPacedForm.Hard) with { Colour = 0 },
                Weights("LinearSoft", threshold, SelfPacedForm.LinearSoft) with { Colour = 1 }) { Height = 110 })]),
    };

    private static Chart Factors(string description, params ChartSeries[] series) => OfTheRun(description, Factor(series));

    private static Chart OfTheRun(string description, params ChartPanel[] panels) =>
        new(description, "step", 0, Shown, [0, 200, 400, 600, 800, 1000], panels) { Marks = [(Run, "end of the run")] };

    private static ChartPanel Factor(params ChartSeries[] series) => new("factor of the learning rate", 0, 1, _quarters, series);

    private static ChartSeries Line(string name, IScheduler schedule, int steps = Shown) => new(name, [.. Enumerable.Range(0, steps + 1).Select(step => ((double)step, (double)schedule.ValueAt(step)))]);

    private static Chart Plateau()
    {
        ReduceOnPlateauScheduler scheduler = new(new() { Patience = 4, Reduction = 0.5, Threshold = 0.01 });
        List<(double, double)> losses = [];
        List<(double, double)> factors = [];
        double loss = 1;
        for (int evaluation = 0; evaluation <= 60; evaluation++)
        {
            // A model whose loss comes nearer to a floor that is the lower the smaller the steps are.
            double floor = 0.15 + (0.5 * scheduler.Factor);
            loss += (0.35 * (floor - loss)) + (0.012 * Math.Sin(evaluation * 2.4));
            scheduler.Observe(loss);
            losses.Add((evaluation, loss));
            factors.Add((evaluation, factors.Count == 0 ? 1 : factors[^1].Item2));
            factors.Add((evaluation, scheduler.Factor));
        }

        return new Chart(
            "ReduceOnPlateau: the factor halves when the loss has stopped falling.",
            "evaluation",
            0,
            60,
            [0, 10, 20, 30, 40, 50, 60],
            new ChartPanel("observed loss", 0, 1, [0, 0.5, 1], new ChartSeries("", losses)) { Height = 130 },
            new ChartPanel("factor of the learning rate", 0, 1, [0, 0.25, 0.5, 1], new ChartSeries("Patience 4, Reduction 0.5", factors)) { Height = 130 });
    }

    private static Chart Stages(string description, CurriculumScheduler curriculum, double temperatures, double negatives) => BySamples(
        description,
        curriculum,
        new ChartPanel("temperature", 0, temperatures, [0, temperatures / 2, temperatures], BySample("", curriculum, static stage => stage.Temperature)) { Height = 130 },
        new ChartPanel("negatives per anchor", 0, negatives, [0, negatives / 2, negatives], BySample("", curriculum, static stage => stage.NegativesPerAnchor)) { Height = 150 });

    private static Chart RankWindows()
    {
        CurriculumScheduler curriculum = new(
        [
            new CurriculumStage { Name = "easy", Samples = 4000, RankStart = 100, RankEnd = 400, Margin = 0.4f },
            new CurriculumStage { Name = "medium", Samples = 3000, RankStart = 30, RankEnd = 200, Margin = 0.3f },
            new CurriculumStage { Name = "hard", Samples = 3000, RankStart = 5, RankEnd = 60, Margin = 0.1f },
        ]);
        return BySamples(
            "Three stages that mine nearer and nearer negatives, with a smaller and smaller margin.",
            curriculum,
            new ChartPanel(
                "ranks that mining looks at",
                0,
                400,
                [0, 100, 200, 300, 400],
                BySample("RankStart", curriculum, static stage => stage.RankStart),
                BySample("RankEnd", curriculum, static stage => stage.RankEnd!.Value))
            { Height = 150 },
            new ChartPanel("margin", 0, 0.5, [0, 0.25, 0.5], BySample("", curriculum, static stage => stage.Margin)) { Height = 120 });
    }

    private static Chart BySamples(string description, CurriculumScheduler curriculum, params ChartPanel[] panels)
    {
        long[] ends = [.. curriculum.Stages.Select((_, i) => curriculum.Stages.Take(i + 1).Sum(static stage => stage.Samples))];
        return new Chart(description, "samples seen", 0, 10_000, [0, 2000, 4000, 6000, 8000, 10_000], panels)
        {
            Bands = [.. curriculum.Stages.Select((stage, i) => ((double)(ends[i] - stage.Samples), (double)ends[i], stage.Name))],
        };
    }

    private static ChartSeries BySample(string name, CurriculumScheduler curriculum, Func<CurriculumStage, double> value) =>
        new(name, [.. Enumerable.Range(0, 10_001).Select(sample => ((double)sample, value(curriculum.ValueAt(sample))))]);

    private static Chart Competence()
    {
        CompetenceScheduler competence = new(0.05f, 800);
        CompetenceSampler sampler = new([.. Enumerable.Range(1, 1000).Select(static i => i / 1000f)], competence, seed: 1);
        int[] batch = new int[1];
        (double, double)[] drawn = [.. Enumerable.Range(0, Shown / 2).Select(i =>
        {
            sampler.Sample(2 * i, batch);
            return (2.0 * i, (batch[0] + 1) / 1000.0);
        })];
        return OfTheRun(
            "Competence: the part of the examples that is allowed, and the ranks of those that are drawn.",
            new ChartPanel(
                "rank of difficulty",
                0,
                1,
                _quarters,
                new ChartSeries("examples drawn", drawn) { IsDots = true },
                Line("Power 2, Steps 800", competence),
                Line("Power 1", new CompetenceScheduler(0.05f, 800, 1))));
    }

    private static ChartSeries Weights(string name, float threshold, SelfPacedForm form)
    {
        // One example that is below every threshold, so that none is raised, and one for every point of the line.
        float[] losses = [0f, .. Enumerable.Range(0, 601).Select(static i => i / 200f)];
        float[] weights = new float[losses.Length];
        new SelfPacedWeighter(new() { Threshold = threshold, Form = form }).Weigh(0, losses, weights);
        return new ChartSeries(name, [.. losses.Zip(weights).Skip(1).Select(static point => ((double)point.First, (double)point.Second))]);
    }
}
