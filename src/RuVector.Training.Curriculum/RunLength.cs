namespace RuVector.Training.Curriculum;

/// <summary>Lengths that a component has of its own or takes from the run.</summary>
internal static class RunLength
{
    public static InvalidOperationException Unknown(string component, string ownKey, string runKey) => new(
        $"Expected the length of '{component}', but neither its {ownKey} nor {nameof(TrainingRunContext)}.{runKey} is given. "
        + $"Set {ownKey} in the section '{component}', or tell the factory the {runKey} of the run.");
}
