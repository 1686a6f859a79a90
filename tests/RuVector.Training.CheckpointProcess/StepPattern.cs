using System.Globalization;
using RuVector.Training.Checkpoints;

namespace RuVector.Training.CheckpointProcess;

/// <summary>Checkpoints whose every value follows from the step.</summary>
public static class StepPattern
{
    public static Checkpoint Checkpoint(long step, int bytes)
    {
        float[] values = new float[bytes / sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ValueAt(step, i);
        }

        return new(
            step,
            [CheckpointTensor.FromSingles(new ParameterShape("weights", values.Length), values), CheckpointTensor.FromInt64s(new ParameterShape("cursor"), new[] { step })],
            new Dictionary<string, string> { ["seed"] = step.ToString(CultureInfo.InvariantCulture) });
    }

    /// <summary>Tells whether a checkpoint holds what was saved at its step, and nothing else.</summary>
    public static bool IsOf(Checkpoint checkpoint) =>
        checkpoint.Find("cursor")!.ToInt64s()[0] == checkpoint.Step
        && checkpoint.Find("weights")!.ToSingles().Index().All(item => item.Item == ValueAt(checkpoint.Step, item.Index))
        && checkpoint.Metadata["seed"] == checkpoint.Step.ToString(CultureInfo.InvariantCulture);

    private static float ValueAt(long step, int index) => (step % 1000) + (index * 1e-3f);
}
