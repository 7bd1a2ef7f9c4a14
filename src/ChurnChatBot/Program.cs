using ChurnChatBot.Advice;
using ChurnChatBot.CommandLine;
using ChurnChatBot.Conversations;
using ChurnChatBot.Jobs;
using ChurnChatBot.Projects;
using ChurnChatBot.Slack;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams;
using ChurnChatBot.Web;

if (CommandLineEntry.Handles(args)) return await CommandLineEntry.RunAsync(args);

// Trainings hold a thread on each core for minutes; those who talk meanwhile must not wait until the pool grows, a thread each half second.
ThreadPool.SetMinThreads(Environment.ProcessorCount + 16, Environment.ProcessorCount + 16);

// The settings lie beside the program, wherever it is started from; the data folder is relative to where it is started.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseLoopbackUnlessToldOtherwise(builder.Configuration);
var storage = builder.Configuration.ReadStorageOptions();
builder.Services.AddStorage(storage);
builder.Services.AddJobs(storage);
builder.Services.AddConversations();
builder.Services.AddProjects(builder.Configuration);
builder.Services.AddSingleton<IAdvisor, RuleAdvisor>();
builder.Services.AddSingleton<TurnHandler>();
builder.Services.AddSingleton<IJobHandler, JobHandler>();
builder.Services.AddWebChannel(builder.Configuration.ReadWebOptions());
builder.Services.AddTeamsChannel(builder.Configuration.ReadTeamsOptions());
builder.Services.AddSlackChannel(builder.Configuration.ReadSlackOptions());

var app = builder.Build();
app.MapWebChannel();
app.MapTeamsChannel();
app.MapSlackChannel();
return await ServerRun.RunAsync(app);
