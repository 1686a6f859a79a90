namespace RuVector.Training.Curriculum;

/// <summary>How the weight of an example follows from its difficulty.</summary>
public enum SelfPacedForm
{
    /// <summary>1 below the threshold, else 0.</summary>
    Hard,

    /// <summary>From 1 at difficulty 0 in a straight line down to 0 at the threshold: <c>max(0, 1 - l / lambda)</c>.</summary>
    LinearSoft,
}
