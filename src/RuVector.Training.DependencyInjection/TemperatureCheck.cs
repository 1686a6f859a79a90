namespace RuVector.Training;

/// <summary>Checks that a schedule of the temperature has a temperature to set, and that training does not change the same one.</summary>
internal static class TemperatureCheck
{
    /// <summary>Reports a schedule that the loss cannot follow.</summary>
    /// <param name="loss">The selected loss.</param>
    /// <param name="schedule">The selected schedule.</param>
    /// <param name="preparation">What the parts told of themselves.</param>
    public static void Check(PlannedPart loss, PlannedPart schedule, Preparation preparation)
    {
        (ProfileSettings settings, ICollection<string> problems) = (preparation.Settings, preparation.Problems);
        string key = settings.FullPathOf(schedule.Slot.TypePath);
        if (preparation.Temperatures.Count == 0 && !preparation.LacksALoss)
        {
            problems.Add(
                $"{key}: Expected None, because the loss '{loss.Name}' of {settings.FullPathOf(loss.Slot.TypePath)} has no temperature that a schedule can set, but got '{schedule.Name}'.");
        }

        foreach (string learned in preparation.Temperatures.OfType<string>())
        {
            problems.Add($"{key}: Expected None, because {learned} makes the temperature a learned one, but got '{schedule.Name}'. Leave one of the two out.");
        }
    }
}
