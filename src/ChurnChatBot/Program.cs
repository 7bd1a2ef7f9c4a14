using ChurnChatBot.Advice;
using ChurnChatBot.CommandLine;
using ChurnChatBot.Conversations;
using ChurnChatBot.Jobs;
using ChurnChatBot.Projects;
using ChurnChatBot.Storage;
using ChurnChatBot.Web;

if (args is ["analyze" or "--help" or "-h" or "help", ..]) return await CommandLineEntry.RunAsync(args);

var builder = WebApplication.CreateBuilder(args);
var storage = builder.Configuration.ReadStorageOptions();
builder.Services.AddStorage(storage);
builder.Services.AddJobs(storage);
builder.Services.AddConversations();
builder.Services.AddProjects(builder.Configuration);
builder.Services.AddSingleton<IAdvisor, RuleAdvisor>();
builder.Services.AddSingleton<IJobHandler, JobHandler>();
builder.Services.AddSingleton<TurnHandler>();
builder.Services.AddWebChannel(builder.Configuration.ReadWebOptions());

var app = builder.Build();
app.MapWebChannel();
await app.RunAsync();
return 0;
