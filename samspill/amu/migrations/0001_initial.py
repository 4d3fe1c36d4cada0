import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('measures', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Committee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('amu', 'arbeidsmiljøutvalg'), ('management', 'ledergruppe')], default='amu', max_length=12)),
                ('name', models.CharField(max_length=120)),
                ('created_on', models.DateField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='committees', to='organisations.organisation')),
                ('secretary', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
            ],
            options={
                'ordering': ['kind', 'name', 'pk'],
                'constraints': [models.UniqueConstraint(models.F('organisation'), models.F('name'), name='committee_name_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='committee_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Chair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(blank=True, choices=[('employer', 'arbeidsgiver'), ('employees', 'arbeidstakerne'), ('health', 'bedriftshelsetjenesten')], max_length=10)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.person')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chairs', to='amu.committee')),
            ],
            options={
                'ordering': ['-valid_from', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='chair_ends_after_start'), models.CheckConstraint(condition=models.Q(('side', 'health'), _negated=True), name='chair_is_of_one_of_the_sides'), models.UniqueConstraint(models.F('committee'), models.F('valid_from'), name='chair_one_a_day'), models.UniqueConstraint(models.F('committee'), condition=models.Q(('valid_to', None)), name='chair_one_open')],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveIntegerField(blank=True, null=True)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('position', models.PositiveIntegerField(default=0)),
                ('kind', models.CharField(choices=[('O', 'orientering'), ('D', 'drøfting'), ('V', 'vedtak')], default='D', max_length=1)),
                ('letter', models.CharField(blank=True, max_length=1)),
                ('title', models.CharField(max_length=160)),
                ('text', models.TextField(blank=True, max_length=3000)),
                ('standing', models.CharField(blank=True, max_length=20)),
                ('is_exempt', models.BooleanField(default=False)),
                ('exempt_reason', models.CharField(blank=True, max_length=200)),
                ('discussion', models.TextField(blank=True, max_length=4000)),
                ('decision', models.TextField(blank=True, max_length=4000)),
                ('votes_for', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('votes_against', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('votes_blank', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='measures.measure')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='amu.committee')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Dissent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('reason', models.TextField(blank=True, max_length=1000)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dissents', to='amu.case')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(models.F('case'), models.F('person'), name='dissent_once_a_person'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='dissent_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('year', models.PositiveIntegerField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('place', models.CharField(max_length=200)),
                ('note', models.TextField(blank=True, max_length=1000)),
                ('state', models.CharField(choices=[('planned', 'planlagt'), ('called', 'innkalt'), ('held', 'holdt'), ('cancelled', 'avlyst')], default='planned', max_length=10)),
                ('called_at', models.DateTimeField(blank=True, null=True)),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('is_open', models.BooleanField(default=True)),
                ('correction', models.CharField(blank=True, max_length=300)),
                ('pack', models.JSONField(blank=True, null=True)),
                ('pack_at', models.DateTimeField(blank=True, null=True)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='amu.committee')),
            ],
            options={
                'ordering': ['-starts_at', '-pk'],
                'indexes': [models.Index(fields=['committee', 'state', 'starts_at'], name='amu_meeting_committ_a0021b_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_ends_after_start'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'cancelled']), models.Q(('called_at__isnull', False), ('pack_at__isnull', False)), _connector='OR'), name='meeting_called_has_its_pack'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'held'), _negated=True), ('begun_at__isnull', False), _connector='OR'), name='meeting_held_began'), models.UniqueConstraint(models.F('committee'), models.F('year'), models.F('number'), name='meeting_number_once')],
            },
        ),
        migrations.AddField(
            model_name='case',
            name='meeting',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='cases', to='amu.meeting'),
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('side', models.CharField(blank=True, choices=[('employer', 'arbeidsgiver'), ('employees', 'arbeidstakerne'), ('health', 'bedriftshelsetjenesten')], max_length=10)),
                ('is_deputy', models.BooleanField(default=False)),
                ('is_present', models.BooleanField(default=False)),
                ('stands_in_for', models.CharField(blank=True, max_length=200)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='amu.meeting')),
            ],
            options={
                'ordering': ['side', 'is_deputy', 'name', 'pk'],
                'constraints': [models.UniqueConstraint(models.F('meeting'), models.F('person'), name='attendance_once')],
            },
        ),
        migrations.CreateModel(
            name='AnnualReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('draft', 'utkast'), ('adopted', 'vedtatt')], default='draft', max_length=8)),
                ('adopted_at', models.DateTimeField(blank=True, null=True)),
                ('drafted_at', models.DateTimeField()),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='amu.committee')),
                ('adopted_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='amu.meeting')),
            ],
            options={
                'ordering': ['-year'],
                'constraints': [models.UniqueConstraint(models.F('committee'), models.F('year'), name='annual_report_once_a_year'), models.CheckConstraint(condition=models.Q(models.Q(('adopted_at', None), ('adopted_in', None), ('state', 'draft')), models.Q(('adopted_at__isnull', False), ('adopted_in__isnull', False), ('state', 'adopted')), _connector='OR'), name='annual_report_adopted_in_a_meeting')],
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('waiting', 'venter på godkjenning'), ('approved', 'godkjent'), ('taken_back', 'tatt tilbake'), ('replaced', 'erstattet av en ny utgave')], default='waiting', max_length=10)),
                ('content', models.JSONField()),
                ('correction', models.CharField(blank=True, max_length=300)),
                ('written_name', models.CharField(max_length=200)),
                ('sent_at', models.DateTimeField()),
                ('taken_back_because', models.CharField(blank=True, max_length=300)),
                ('taken_back_name', models.CharField(blank=True, max_length=200)),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='minutes', to='amu.meeting')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
            ],
            options={
                'ordering': ['-edition'],
                'constraints': [models.UniqueConstraint(models.F('meeting'), models.F('edition'), name='minutes_edition_once'), models.UniqueConstraint(models.F('meeting'), condition=models.Q(('state', 'waiting')), name='minutes_one_waiting'), models.UniqueConstraint(models.F('meeting'), condition=models.Q(('state', 'approved')), name='minutes_one_approved'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('state__in', ['waiting', 'taken_back'])), models.Q(('approved_at__isnull', False), ('state__in', ['approved', 'replaced'])), _connector='OR'), name='minutes_approved_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken_back'), ('taken_back_at__isnull', False), models.Q(('taken_back_because', ''), _negated=True)), models.Q(models.Q(('state', 'taken_back'), _negated=True), ('taken_back_at', None), ('taken_back_because', '')), _connector='OR'), name='minutes_taken_back_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('side', models.CharField(blank=True, choices=[('employer', 'arbeidsgiver'), ('employees', 'arbeidstakerne'), ('health', 'bedriftshelsetjenesten')], max_length=10)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='amu.minutes')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(models.F('minutes'), models.F('side'), name='approval_once_a_side'), models.UniqueConstraint(models.F('minutes'), models.F('person'), name='approval_once_a_person'), models.CheckConstraint(condition=models.Q(('side', 'health'), _negated=True), name='approval_by_one_of_the_sides')],
            },
        ),
        migrations.CreateModel(
            name='Pledge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wording', models.TextField(max_length=2000)),
                ('made_at', models.DateTimeField()),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pledges', to='amu.committee')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('committee'), models.F('person'), name='pledge_once'), models.CheckConstraint(condition=models.Q(('wording', ''), _negated=True), name='pledge_says_what')],
            },
        ),
        migrations.CreateModel(
            name='ReportSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20)),
                ('text', models.TextField(max_length=8000)),
                ('drafted', models.TextField(max_length=8000)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='amu.annualreport')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(models.F('report'), models.F('name'), name='report_section_once')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(blank=True, choices=[('employer', 'arbeidsgiver'), ('employees', 'arbeidstakerne'), ('health', 'bedriftshelsetjenesten')], max_length=10)),
                ('is_deputy', models.BooleanField(default=False)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('reminded_on', models.DateField(blank=True, null=True)),
                ('assignment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.assignment')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='amu.committee')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.person')),
            ],
            options={
                'ordering': ['side', 'is_deputy', 'valid_from', 'pk'],
                'indexes': [models.Index(fields=['person', 'valid_from'], name='amu_seat_person__d99a29_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='seat_ends_after_start'), models.UniqueConstraint(models.F('committee'), models.F('person'), models.F('valid_from'), name='seat_once_a_day'), models.UniqueConstraint(models.F('committee'), models.F('person'), condition=models.Q(('valid_to', None)), name='seat_one_open')],
            },
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(models.F('committee'), models.F('year'), models.F('number'), name='case_number_once'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', None), ('year', None)), models.Q(('number__gte', 1), ('year__isnull', False)), _connector='OR'), name='case_numbered_whole'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('meeting', None), ('number__isnull', False), _connector='OR'), name='case_on_agenda_numbered'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('is_exempt', False), models.Q(('exempt_reason', ''), _negated=True), _connector='OR'), name='case_exempt_says_why'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('letter__in', ['', 'a', 'b', 'c', 'd', 'e', 'f'])), name='case_letter_of_the_law'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='case_has_a_title'),
        ),
    ]
