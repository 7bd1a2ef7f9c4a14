using ChurnChatBot.Projects;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Projects;

/// <summary>Every request, every role, and every moment that makes a difference.</summary>
public sealed class PermissionsTests
{
    private static readonly ApproveRequest Yes = new();
    private static readonly ApproveRequest YesButton = new("a1", "h1");
    private static readonly RejectRequest No = new();

    /// <summary>Requests with the least role that may make them, while the cleaning plan waits.</summary>
    private static readonly Dictionary<PersonRequest, Role> Least = new()
    {
        [new GreetingRequest()] = Role.Viewer,
        [new CannotYetRequest("forecasting")] = Role.Viewer,
        [new ShowRequest(ShowTopic.CustomersAtRisk)] = Role.Viewer,
        [new ShowRequest(ShowTopic.Plan)] = Role.Viewer,
        [new WhyRequest(WhyTopic.Model)] = Role.Viewer,
        [new ChurnRateRequest("city", [])] = Role.Viewer,
        [new ExplainCustomerRequest("C00042")] = Role.Viewer,
        [new LowerRiskRequest()] = Role.Viewer,
        [new FeedbackRequest("m1", "like", "")] = Role.Viewer,
        [new CommentRequest("why?")] = Role.Viewer,
        [new LinkCodeRequest()] = Role.Analyst,
        [new JoinProjectRequest("ABCDE-FGHIJ")] = Role.Analyst,
        [new SendFileRequest("hash")] = Role.Viewer,
        [new DeliverFileRequest("m1", true, null)] = Role.Viewer,
        [new TrySampleRequest()] = Role.Analyst,
        [new ChooseTargetRequest("churned")] = Role.Analyst,
        [new AmendRequest([])] = Role.Analyst,
        [new GoBackRequest(StepName.Cleaning)] = Role.Analyst,
        [new NewProjectRequest()] = Role.Analyst,
        [new OpenProjectRequest("p1")] = Role.Analyst,
        [Yes] = Role.DataScientist,
        [YesButton] = Role.DataScientist,
        [No] = Role.DataScientist,
        [new StartTrainingRequest()] = Role.DataScientist,
        [new StopTrainingRequest()] = Role.DataScientist,
        [Yes with { About = StepName.Explanation }] = Role.Approver,
        [new DeleteProjectRequest()] = Role.Admin,
        [new DeleteProjectRequest(IsConfirmed: true)] = Role.Admin,
        [new NameCustomersRequest(true)] = Role.Admin,
        [new NameCustomersRequest(false)] = Role.Admin,
    };

    [Fact]
    public void Of_EveryRequestAndRole_AllowsThatRoleAndThoseAbove()
    {
        foreach (var (request, least) in Least)
        {
            foreach (var role in Enum.GetValues<Role>())
                Assert.True(Permissions.Of(request, role, StepName.Cleaning) is null == (role >= least), $"{request} by {role}");
        }
    }

    [Fact]
    public void Of_EveryTypeOfRequest_HasARow()
    {
        var all = typeof(PersonRequest).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PersonRequest)));

        Assert.Equal(all.OrderBy(type => type.Name), Least.Keys.Select(request => request.GetType()).Distinct().OrderBy(type => type.Name));
    }

    [Theory]
    [InlineData("Cleaning", "DataScientist")]
    [InlineData("Features", "DataScientist")]
    [InlineData("Training", "DataScientist")]
    [InlineData("Explanation", "Approver")]
    public void Of_YesAndNo_DependOnWhatWaits(string waits, string least)
    {
        foreach (var request in (PersonRequest[])[Yes, YesButton, No, new RejectRequest("a1", "h1")])
        {
            foreach (var role in Enum.GetValues<Role>())
                Assert.Equal(role >= Enum.Parse<Role>(least), Permissions.Of(request, role, Enum.Parse<StepName>(waits)) is null);
        }
    }

    [Fact]
    public void Of_GoOnWithNothingToDecide_IsForAnalysts()
    {
        Assert.Null(Permissions.Of(Yes, Role.Analyst, null));
        Assert.NotNull(Permissions.Of(Yes, Role.Viewer, null));
        Assert.NotNull(Permissions.Of(YesButton, Role.Analyst, null));
    }

    [Fact]
    public void Of_YesToADeletion_IsForAdminsAndNoForEverybody()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            Assert.Equal(role == Role.Admin, Permissions.Of(Yes, role, StepName.Cleaning, deletionAsked: true) is null);
            Assert.Null(Permissions.Of(No, role, StepName.Explanation, deletionAsked: true));
            // A button names its plan, whatever was asked meanwhile.
            Assert.Equal(role >= Role.DataScientist, Permissions.Of(YesButton, role, StepName.Cleaning, deletionAsked: true) is null);
        }
    }

    [Theory]
    [InlineData("deliverable", "report.html", "Analyst")]
    [InlineData("deliverable", "scores.csv", "Analyst")]
    [InlineData("deliverable", "model.json", "DataScientist")]
    [InlineData("deliverable", "recipe.json", "DataScientist")]
    [InlineData("model", "model.json", "DataScientist")]
    [InlineData("upload", "customer_data.csv", "DataScientist")]
    [InlineData("upload", "scores.csv", "DataScientist")]
    public void OfFile_GoesByWhatItIs_NotByItsNameAlone(string kind, string name, string least)
    {
        foreach (var role in Enum.GetValues<Role>())
            Assert.Equal(role >= Enum.Parse<Role>(least), Permissions.OfFile(role, new ArtifactLink("p1", "h1", kind, name, "text/plain", 1)) is null);
    }

    [Fact]
    public void Refusal_SaysWhoMayAndNoMore()
    {
        Assert.Equal("Only an approver may make a model the champion or turn it down. Ask one of them; nothing was changed.", Permissions.Of(YesButton, Role.DataScientist, StepName.Explanation)!.Summary);
        Assert.Equal("Only a data scientist or an approver may take customer_data.csv. Ask one of them; nothing was changed.", Permissions.OfFile(Role.Analyst, new ArtifactLink("p1", "h1", "upload", "customer_data.csv", "text/csv", 1))!.Summary);
        Assert.Equal("Only an analyst may upload a file. Ask one of them; nothing was changed.", Permissions.OfUpload(Role.Viewer)!.Summary);
        Assert.Null(Permissions.OfUpload(Role.Analyst));
        Assert.Equal([Role.DataScientist, Role.Approver, Role.Admin], Enum.GetValues<Role>().Where(Permissions.Decides));
    }
}
