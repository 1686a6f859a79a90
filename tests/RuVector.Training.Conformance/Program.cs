using RuVector.Training.Conformance;

return ConformanceCommand.Run(args, Console.Out, Console.Error);
