using ChurnChatBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace ChurnChatBot.Jobs;

internal static class JobRegistration
{
    /// <summary>
    /// Adds durable jobs on Quartz, whose triggers live in a file of their own beside the project database. Call after AddStorage, which holds
    /// the folder's lock before the scheduler opens that file; an <see cref="IJobHandler"/> must be registered.
    /// </summary>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public static IServiceCollection AddJobs(this IServiceCollection services, StorageOptions storage, JobOptions? options = null)
    {
        options ??= new JobOptions();
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<JobClock>();
        services.AddSingleton<JobScheduler>();
        services.AddHostedService<JobsFileStart>();
        services.AddQuartz(quartz => Configure(quartz, storage, options));
        services.AddQuartzHostedService(hosting => hosting.WaitForJobsToComplete = true);
        services.AddHostedService<JobSweep>();
        // The scheduler tells of every start and stop at length; what fails in a job is logged by the job.
        services.AddLogging(logging => logging.AddFilter("Quartz", LogLevel.Error));
        return services;
    }

    private static void Configure(IQuartzBuilder quartz, StorageOptions storage, JobOptions options)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "churnchatbot";
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
        });
        quartz.UseDefaultThreadPool(options.WorkAtOnce + options.TurnsAtOnce);
        quartz.UseExecutionLimits(limits => limits.ForGroup(WorkJob.Group, options.WorkAtOnce).ForGroup(TurnJob.Group, options.TurnsAtOnce));
        quartz.UsePersistentStore(store =>
        {
            store.UseSqlite(SqliteFactory.Instance, ConnectionString(storage));
            store.UseSystemTextJsonSerializer();
            store.ProvisionSchema();
            store.ConfigureStore(settings => settings.StoreJobDataAsStrings = true);
        });
    }

    private static string ConnectionString(StorageOptions storage) =>
        new SqliteConnectionStringBuilder { DataSource = DataFolder.JobsFileOf(storage.DataFolder), DefaultTimeout = 30 }.ToString();
}
