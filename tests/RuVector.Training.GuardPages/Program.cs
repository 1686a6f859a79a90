using RuVector.Training.GuardPages;

return GuardCommand.Run(args, Console.Out);
