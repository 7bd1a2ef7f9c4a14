using ChurnChatBot.Projects.Questions;
using ChurnChatBot.Projects.Steps;

namespace ChurnChatBot.Projects;

internal static class ProjectRegistration
{
    /// <summary>Adds the workflow and its steps. <c>Training:MaxTrials</c> in the configuration bounds searches by tries instead of by time.</summary>
    public static IServiceCollection AddProjects(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new TrainingLimits(configuration.GetValue<int?>("Training:MaxTrials")));
        services.AddSingleton<ProjectFiles>();
        services.AddSingleton<ProjectSessions>();
        services.AddSingleton<StepLine>();
        services.AddSingleton<Decisions>();
        services.AddSingleton<Amendments>();
        services.AddSingleton<Deliveries>();
        services.AddSingleton<Linking>();
        services.AddSingleton<ProjectSwitch>();
        services.AddSingleton<CustomerAnswers>();
        services.AddSingleton<Answers>();
        services.AddSingleton<ProjectWorkflow>();
        services.AddSingleton<TrainingPace>();
        services.AddSingleton<TrainingStep>();
        services.AddSingleton<ExplanationStep>();
        services.AddSingleton<StepRunner>();
        services.AddSingleton<WorkHandler>();
        return services;
    }
}
