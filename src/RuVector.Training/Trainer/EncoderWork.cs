using RuVector.Training.Optimizers;

namespace RuVector.Training.Trainer;

/// <summary>Trains an encoder: gradients summed over the batches of a step, averaged, clipped, one update.</summary>
internal sealed class EncoderWork(TrainingRun run, TrainerOptions options, ParameterSet parameters, IBatchSource batches) : ITrainingWork
{
    public ParameterSet Parameters => parameters;

    public bool HasGroups => true;

    public int SampleCount => batches.SampleCount;

    public int BatchSize => batches.BatchSize;

    public string DataFingerprint => batches.DataFingerprint;

    public void Export(StateWriter writer, Dictionary<string, long> numbers) => batches.Export(writer, numbers);

    public Action Import(StateReader reader, IReadOnlyDictionary<string, long> numbers) => batches.Import(reader, numbers);

    public StepResult TakeStep(StepSettings settings, StepDriver driver, CancellationToken cancellationToken)
    {
        Parameters.ZeroGradients();
        double loss = 0;
        int learned = 0;
        for (int part = 0; part < options.AccumulationSteps; part++)
        {
            LossResult result = batches.Accumulate(settings with { Batch = (settings.Step * options.AccumulationSteps) + part }, driver, cancellationToken);
            driver.Count(result);
            (loss, learned) = result.Terms > 0 ? (loss + result.Value, learned + 1) : (loss, learned);
        }

        cancellationToken.ThrowIfCancellationRequested();
        double norm = driver.CountStep(learned) ? Update(learned, settings, driver) : 0;
        batches.EndStep(settings);
        return new StepResult(loss / Math.Max(1, learned), norm);
    }

    private double Update(int learned, StepSettings settings, StepDriver driver)
    {
        driver.Average(Parameters, learned);
        double norm = GradientClipping.ByGlobalNorm(Parameters, options.MaxGradientNorm ?? float.PositiveInfinity);
        driver.Finish(settings, Parameters, driver.MayUpdate() ? run.Optimizer.Step(Parameters) : null);
        return norm;
    }
}
