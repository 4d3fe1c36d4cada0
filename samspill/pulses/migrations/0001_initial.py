import django.db.models.deletion
import samspill.pulses.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Cell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(default='unit', max_length=40)),
                ('key', models.CharField(max_length=300)),
                ('attribute', models.CharField(blank=True, max_length=200)),
                ('invited', models.PositiveIntegerField()),
                ('includes_remainder', models.BooleanField(default=False)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField()),
                ('participants', models.TextField()),
                ('answers', models.JSONField(default=dict)),
                ('recorded_by', models.CharField(max_length=200)),
                ('recorded_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consultations', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-held_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='PulseRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('monthly', 'månedspuls'), ('quarterly', 'kvartalspuls'), ('yearly', 'bred kartlegging'), ('own', 'egen måling'), ('imported', 'importert måling')], max_length=10)),
                ('definition', models.JSONField()),
                ('opens_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('planned', 'planlagt'), ('open', 'åpen'), ('closing', 'under lukking'), ('published', 'publisert'), ('not_published', 'ikke publisert'), ('cancelled', 'avlyst')], default='planned', max_length=14)),
                ('minimum_group', models.PositiveSmallIntegerField(default=5)),
                ('has_comments', models.BooleanField(default=False)),
                ('languages', models.JSONField(default=list)),
                ('reminders_on', models.JSONField(default=list)),
                ('attribute', models.CharField(blank=True, max_length=80)),
                ('rhythm_on', models.DateField(blank=True, null=True)),
                ('texts', models.JSONField(default=dict)),
                ('locked', models.JSONField(default=dict)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('tried_at', models.DateTimeField(blank=True, null=True)),
                ('obstacle', models.TextField(blank=True)),
                ('sealed_key', models.BinaryField(blank=True, null=True)),
                ('mailings_done', models.PositiveSmallIntegerField(default=0)),
                ('mailed_up_to', models.BigIntegerField(blank=True, null=True)),
                ('invitations_queued_at', models.DateTimeField(blank=True, null=True)),
                ('participation', models.CharField(blank=True, choices=[('under_half', 'under halvparten har svart'), ('over_half', 'over halvparten har svart'), ('over_80', 'over 80 % har svart')], max_length=12)),
                ('participation_on', models.DateField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-opens_at', '-id'],
                'indexes': [models.Index(fields=['organisation', 'state', 'opens_at'], name='pulses_puls_organis_e19734_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='round_closes_after_opening'), models.CheckConstraint(condition=models.Q(('minimum_group__gte', 5)), name='round_minimum_group_floor'), models.UniqueConstraint(models.F('organisation'), models.F('rhythm_on'), name='round_of_the_rhythm_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published', 'not_published']), _negated=True), ('sealed_key', None), _connector='OR'), name='round_key_gone_when_closed'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), _negated=True), ('sealed_key__isnull', False), _connector='OR'), name='round_open_has_its_key'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published', 'not_published']), _negated=True), ('published_at__isnull', False), _connector='OR'), name='round_published_has_its_day')],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('key', samspill.pulses.fields.RandomKeyField(default=samspill.pulses.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(choices=[('link', 'personlig lenke'), ('code', 'kode fra bunken')], default='link', max_length=4)),
                ('has_answered', models.BooleanField(default=False, null=True)),
                ('attribute_cell', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pulses.cell')),
                ('cell', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pulses.cell')),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.person')),
                ('pulse_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='pulses.pulseround')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('pulse_round'), models.F('person'), name='participant_once')],
            },
        ),
        migrations.CreateModel(
            name='MembershipApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('approved_at', models.DateTimeField()),
                ('changes_digest', models.CharField(max_length=64)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('pulse_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='pulses.pulseround')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('pulse_round'), models.F('unit'), name='approval_unit_once')],
            },
        ),
        migrations.AddField(
            model_name='cell',
            name='pulse_round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cells', to='pulses.pulseround'),
        ),
        migrations.CreateModel(
            name='AudienceUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('pulse_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='audience', to='pulses.pulseround')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('pulse_round'), models.F('unit'), name='audience_unit_once')],
            },
        ),
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80)),
                ('definition', models.JSONField()),
                ('licence', models.CharField(blank=True, max_length=300)),
                ('retired_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questionnaires', to='organisations.organisation')),
            ],
            options={
                'ordering': ['key'],
                'constraints': [models.UniqueConstraint(models.F('organisation'), models.F('key'), name='questionnaire_key_once')],
            },
        ),
        migrations.CreateModel(
            name='Rhythm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('variant', models.CharField(max_length=40)),
                ('starts_on', models.DateField()),
                ('is_active', models.BooleanField(default=True)),
                ('asks_about_violence', models.BooleanField(default=False)),
                ('texts', models.JSONField(default=dict)),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rhythm', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Token',
            fields=[
                ('key', samspill.pulses.fields.RandomKeyField(default=samspill.pulses.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('is_spent', models.BooleanField(default=False)),
                ('attribute_cell', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pulses.cell')),
                ('cell', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pulses.cell')),
                ('participant', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='token', to='pulses.participant')),
                ('pile_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('pulse_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='pulses.pulseround')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('participant', None), ('pile_unit__isnull', False)), models.Q(('participant__isnull', False), ('pile_unit', None)), _connector='OR'), name='token_of_a_person_or_of_a_pile')],
            },
        ),
        migrations.AddConstraint(
            model_name='cell',
            constraint=models.UniqueConstraint(models.F('pulse_round'), models.F('table'), models.F('key'), name='cell_key_once'),
        ),
        migrations.AddConstraint(
            model_name='cell',
            constraint=models.CheckConstraint(condition=models.Q(('invited__gte', 5)), name='cell_at_least_five_invited'),
        ),
        migrations.AddConstraint(
            model_name='cell',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('attribute', ''), ('table', 'unit')), models.Q(('table', 'attribute'), models.Q(('attribute', ''), _negated=True)), _connector='OR'), name='cell_value_in_its_table'),
        ),
    ]
