using AdapterTraining;

return await CommandLine.Create(Job.RunAsync).Parse(args).InvokeAsync();
